import Accounts
import Foundation
import Kernel

/// Somebody who calls the API in a load test: the owner of an org of their own.
package struct BenchCaller: Codable, Sendable {
  package var org: String
  package var mail: String
  package var password: String
}

extension StarlingApp {
  /// New orgs, each with an owner who may do everything there.
  package func benchCallers(_ count: Int) async throws -> [BenchCaller] {
    var callers: [BenchCaller] = []
    for number in 0..<count {
      let mail = "bench-\(tools.ids.ulid().lowercased())@bench.example"
      let password = Data(tools.random.bytes(24)).base64EncodedString()
      let made = try await CreateOrg(services: accounts.services).withOwner(
        orgName: "Bench \(number)", isDemo: false, ownerName: "Alice Adams", mail: mail, zone: "Europe/Lisbon",
        password: Redacted(password), requestID: nil)
      callers.append(BenchCaller(org: made.org.id.uuid.uuidString, mail: mail, password: password))
    }
    return callers
  }
}

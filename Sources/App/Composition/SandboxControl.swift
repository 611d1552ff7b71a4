import Foundation
import HTTPTypes
import Kernel
import Platforms
import Sandbox
import Transport

/// Opens accounts in a sandbox that another process of this data folder runs, by its control port.
struct SandboxControl: Sendable {
  let place: SandboxPlace
  let transport: TransportClient

  /// A fresh account with what opens it, named after the brand.
  func account(_ platform: String, _ brand: String) async throws -> ConnectionGrant {
    guard let addresses = place.addresses() else { throw Self.away }
    let server = platform == "bluesky" ? addresses.bluesky : addresses.mastodon
    let name = RehearsalName.of(brand, on: platform)
    let secret = try await credential(addresses.control, ["platform": platform, "name": name, "display_name": brand])
    return platform == "bluesky"
      ? .appPassword(baseURL: server, identifier: name, password: secret)
      : .accessToken(baseURL: server, token: secret)
  }

  private func credential(_ control: String, _ wish: [String: String]) async throws -> Redacted<String> {
    struct Made: Decodable { var credential: String }
    let request = OutboundRequest(
      .post, control + "/sandbox/accounts", headers: [.contentType: "application/json"],
      body: [UInt8](try JSONEncoder().encode(wish)), purpose: "sandbox.account")
    let reply: OutboundReply
    do { reply = try await transport.send(request) } catch { throw Self.away }
    guard reply.status == 200, let made = try? JSONDecoder().decode(Made.self, from: Data(reply.body)) else {
      throw Problem(.conflict, "The sandbox made no account (status \(reply.status)).")
    }
    return Redacted(made.credential)
  }

  private static var away: Problem {
    Problem(
      .conflict,
      "No sandbox runs on this data folder now. The first Starling that uses the folder runs it: start `bin/starling up`."
    )
  }
}

/// How an account of the sandbox is called.
enum RehearsalName {
  static func of(_ displayName: String, on platform: String) -> String {
    let letters = displayName.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }.prefix(30)
    let stem = letters.isEmpty ? "brand" : String(letters)
    return platform == "bluesky" ? stem + ".sandbox.example" : stem
  }
}

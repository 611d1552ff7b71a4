import Accounts
import Foundation
import HTTPTypes
import Kernel
import Testing

@testable import App
@testable import Web

@Suite("The people page", .timeLimit(.minutes(2)))
struct PeopleFormTests {
  @Test("shows what is there now beside what was chosen when somebody else was faster, and changes nothing")
  func stale() async throws {
    try await House.with { house in
      let acme = try await house.org("acme")
      _ = try await house.person("bob@acme.example", in: acme.org, .everywhere(.editor))
      guard case .array(let members)? = try await house.call(.get, "/v1/members", as: acme.token).json["items"] else {
        throw Problem(.internal, "There is no list.")
      }
      let id = try #require(members.first { $0["mail"] == "bob@acme.example" }?["id"]?.stringValue)
      let page = try await house.call(.get, "/people", as: acme.token).text
      #expect(page.matches(of: /name="version" value="1"/).count == 2, "one for each form of the member")
      let change = "/people/\(id)/access"
      #expect(try await house.submit(change, as: acme.token, ["role": "reviewer", "version": "1"]).status == 303)
      let late = try await house.submit(change, as: acme.token, ["role": "admin", "version": "1"])
      #expect(late.status == 422)
      #expect(late.text.contains("You chose:") && late.text.contains(">Admin<") && late.text.contains(">Reviewer<"))
      for fields in [["version": "1"], [:]] {
        let removal = try await house.submit("/people/\(id)/remove", as: acme.token, fields)
        #expect(removal.status == 422 && removal.text.contains("what is there now"), "\(removal)")
      }
      #expect(try await house.call(.get, "/people", as: acme.token).text.contains("bob@acme.example"))
      #expect(try await house.submit("/people/\(id)/remove", as: acme.token, ["version": "2"]).status == 303)
      #expect(try await !house.call(.get, "/people", as: acme.token).text.contains("bob@acme.example"))
    }
  }
}

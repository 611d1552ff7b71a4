import Accounts
import Foundation
import Kernel
import Web

/// Who works in the demo: one person for each role.
enum DemoCast {
  static let org = "Lantern Lane Studio (demo)"
  static let zone = "Europe/Lisbon"

  private static let parts: [(role: Role, name: String)] = [
    (.owner, "Alice Adams"), (.admin, "Bob Brandt"), (.editor, "Carol Costa"), (.reviewer, "Dan Duarte"),
    (.viewer, "Erin Eriksen"),
  ]

  /// With passwords of this installation only: 100 random bits each.
  static func people(_ random: RandomSource) -> [DemoPerson] {
    parts.map { part in
      let first = part.name.split(separator: " ").first.map { $0.lowercased() } ?? ""
      return DemoPerson(
        role: part.role.rawValue, name: part.name, email: "\(first)@demo.example", password: password(random))
    }
  }

  static func members(_ people: [DemoPerson]) -> [DemoOrg.Person] {
    people.map {
      DemoOrg.Person(
        role: Role(rawValue: $0.role) ?? .viewer, name: $0.name, mail: $0.email, password: Redacted($0.password))
    }
  }

  /// Four groups of five, without letters that look alike.
  private static func password(_ random: RandomSource) -> String {
    let letters = Array("abcdefghjkmnpqrstuvwxyz23456789x")
    let text = random.bytes(20).map { String(letters[Int($0) % letters.count]) }
    return stride(from: 0, to: text.count, by: 5).map { text[$0..<$0 + 5].joined() }.joined(separator: "-")
  }
}

package import Database
package import Kernel

/// Who works on a brand, by name. Accounts answers.
package protocol PeopleDirectory: Sendable {
  /// Members who may see the brand, by name; at most 500.
  func people(of brand: BrandID, in tx: Transaction) async throws -> [PersonName]

  /// Those of them who are or were members of the org.
  func names(of users: Set<UserID>, in tx: Transaction) async throws -> [PersonName]
}

package struct PersonName: Sendable, Hashable {
  package var user: UserID
  package var name: String

  package init(user: UserID, name: String) {
    self.user = user
    self.name = name
  }
}

package import Database
package import Kernel

/// The log that nobody can edit unseen. Accounts keeps it.
package protocol AuditTrail: Sendable {
  /// Stores the entry with the change it describes: both commit or neither does. Org, actor and
  /// request id come from the transaction's tenant; a transaction without one is refused.
  func record(_ entry: AuditEntry, in tx: Transaction) async throws
}

/// One act on one thing. It outlives the people in it, so it holds ids, hashes, numbers and stable
/// words: never a name, an address or content.
package struct AuditEntry: Sendable, Equatable {
  /// `brand.create`: what was done, as `thing.verb`.
  package var action: String
  /// `brand_01j…`
  package var resource: String
  package var brand: BrandID?
  package var facts: [String: Fact]

  package init(_ action: String, resource: String, brand: BrandID? = nil, facts: [String: Fact] = [:]) {
    self.action = action
    self.resource = resource
    self.brand = brand
    self.facts = facts
  }

  package enum Fact: Sendable, Equatable {
    /// A typed id as text.
    case id(String)
    /// Lower-case hex of a digest.
    case hash(String)
    case number(Int64)
    case flag(Bool)
    /// A stable word of the code, such as a state or a role.
    case word(String)

    package static func id<Kind: EntityKind>(_ id: ID<Kind>) -> Fact { .id(id.description) }
  }
}

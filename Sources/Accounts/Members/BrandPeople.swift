package import Contracts
package import Database
package import Kernel

/// The members of an org by name, for modules that show who wrote what.
package struct BrandPeople: PeopleDirectory {
  package init() {}

  package func people(of brand: BrandID, in tx: Transaction) async throws -> [PersonName] {
    try await tx.query(BrandPeopleStatements.ofBrand, brand)
  }

  package func names(of users: Set<UserID>, in tx: Transaction) async throws -> [PersonName] {
    users.isEmpty ? [] : try await tx.query(BrandPeopleStatements.names, users.sorted())
  }
}

package enum BrandPeopleStatements: StatementList {
  package static let all = AnyStatement.list(ofBrand, names)

  static let ofBrand = Statement<BrandID, PersonName>.tenant(
    "people.of_brand",
    """
    SELECT u.id, u.name FROM memberships m JOIN users u ON u.id = m.user_id
    WHERE m.org_id = $1 AND m.removed_at IS NULL AND (m.role IS NOT NULL OR EXISTS (
      SELECT FROM membership_brands b WHERE b.org_id = m.org_id AND b.membership_id = m.id AND b.on_brand = $2))
    ORDER BY u.name, u.id LIMIT 500
    """, by: .app
  ) {
    $1.append($0)
  } row: {
    PersonName(user: try $0.id(), name: try $0.string())
  }

  static let names = Statement<[UserID], PersonName>.tenant(
    "people.names",
    """
    SELECT u.id, u.name FROM memberships m JOIN users u ON u.id = m.user_id
    WHERE m.org_id = $1 AND m.user_id = ANY ($2)
    """, by: .app
  ) {
    $1.append(ids: $0)
  } row: {
    PersonName(user: try $0.id(), name: try $0.string())
  }
}

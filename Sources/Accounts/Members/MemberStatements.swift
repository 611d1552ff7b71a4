package import Database
import Foundation
import Kernel
import Web

extension Parameters {
  /// Null for all brands.
  mutating func append(brandsOf scope: BrandScope) {
    if case .only(let brands) = scope { append(ids: brands.sorted()) } else { appendNull() }
  }
}

package enum MemberStatements: StatementList {
  /// Reads `role text, brands text[], roles text[]` of a membership.
  static func access(_ row: inout RowReader) throws -> MemberAccess {
    let role = try row.optionalString()
    let brands: [BrandID] = try row.ids()
    let roles = try row.strings().map { Role(rawValue: $0) ?? .viewer }
    return MemberAccess(orgRole: role, brandRoles: zip(brands, roles).map { BrandRole(brand: $0, role: $1) })
      ?? .brands([:])
  }

  /// The columns that `access` reads, for a membership named `m`.
  static let accessColumns = """
    m.role,
    ARRAY(SELECT b.on_brand FROM membership_brands b WHERE b.org_id = m.org_id AND b.membership_id = m.id ORDER BY b.on_brand),
    ARRAY(SELECT b.role FROM membership_brands b WHERE b.org_id = m.org_id AND b.membership_id = m.id ORDER BY b.on_brand)
    """

  private static let memberColumns = "m.id, m.user_id, u.name, u.mail, \(accessColumns), m.version, m.created_at"

  private static func member(_ row: inout RowReader) throws -> Member {
    Member(
      id: try row.id(), user: try row.id(), name: try row.string(), mail: try row.string(), access: try access(&row),
      version: try row.int(), joinedAt: try row.date())
  }

  static let insert = Statement<(id: MembershipID, user: UserID, access: MemberAccess, at: Date), Void>.tenant(
    "member.insert",
    """
    INSERT INTO memberships AS m (org_id, id, user_id, role, created_at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (org_id, user_id) DO UPDATE
      SET role = excluded.role, removed_at = NULL, removed_by = NULL, version = m.version + 1
    """, by: .app
  ) { input, values in
    values.append(input.id)
    values.append(input.user)
    values.append(input.access.storedRole)
    values.append(input.at)
  }

  static let clearBrands = Statement<MembershipID, Void>.tenant(
    "member.clear_brands", "DELETE FROM membership_brands WHERE org_id = $1 AND membership_id = $2", by: .app
  ) { $1.append($0) }

  static let addBrands = Statement<(member: MembershipID, roles: [BrandRole]), Void>.tenant(
    "member.add_brands",
    """
    INSERT INTO membership_brands (org_id, membership_id, on_brand, role)
    SELECT $1, $2, brand, role FROM unnest($3::uuid[], $4::text[]) AS given (brand, role)
    """, by: .app
  ) { input, values in
    values.append(input.member)
    values.append(ids: input.roles.map(\.brand))
    values.append(strings: input.roles.map(\.role.rawValue))
  }

  static let setRole = Statement<(member: MembershipID, role: String?, version: Int), Int>.tenant(
    "member.set_role",
    """
    UPDATE memberships SET role = $3, version = version + 1
    WHERE org_id = $1 AND id = $2 AND version = $4 AND removed_at IS NULL RETURNING version
    """, by: .app
  ) { input, values in
    values.append(input.member)
    values.append(input.role)
    values.append(input.version)
  } row: {
    try $0.int()
  }

  static let remove = Statement<(member: MembershipID, at: Date, by: String), UserID>.tenant(
    "member.remove",
    """
    UPDATE memberships SET removed_at = $3, removed_by = $4, version = version + 1
    WHERE org_id = $1 AND id = $2 AND removed_at IS NULL RETURNING user_id
    """, by: .app
  ) { input, values in
    values.append(input.member)
    values.append(input.at)
    values.append(input.by)
  } row: {
    try $0.id()
  }

  /// Owners besides this one, locked so that two cannot leave at once.
  static let otherOwners = Statement<MembershipID, MembershipID>.tenant(
    "member.other_owners",
    """
    SELECT id FROM memberships WHERE org_id = $1 AND role = 'owner' AND removed_at IS NULL AND id <> $2 FOR UPDATE
    """, by: .app
  ) {
    $1.append($0)
  } row: {
    try $0.id()
  }

  static let byID = Statement<MembershipID, Member>.tenant(
    "member.by_id",
    """
    SELECT \(memberColumns) FROM memberships m JOIN users u ON u.id = m.user_id
    WHERE m.org_id = $1 AND m.id = $2 AND m.removed_at IS NULL
    """, by: .app
  ) {
    $1.append($0)
  } row: {
    try member(&$0)
  }

  static let byUser = Statement<UserID, Member>.tenant(
    "member.by_user",
    """
    SELECT \(memberColumns) FROM memberships m JOIN users u ON u.id = m.user_id
    WHERE m.org_id = $1 AND m.user_id = $2 AND m.removed_at IS NULL
    """
  ) {
    $1.append($0)
  } row: {
    try member(&$0)
  }

  /// With brands: who works on one of them.
  static let page = Statement<(after: MembershipID?, scope: BrandScope, limit: Int), Member>.tenant(
    "member.page",
    """
    SELECT \(memberColumns) FROM memberships m JOIN users u ON u.id = m.user_id
    WHERE m.org_id = $1 AND m.removed_at IS NULL AND ($2::uuid IS NULL OR m.id > $2)
      AND ($3::uuid[] IS NULL OR m.role IS NOT NULL
        OR EXISTS (SELECT 1 FROM membership_brands b
          WHERE b.org_id = m.org_id AND b.membership_id = m.id AND b.on_brand = ANY ($3)))
    ORDER BY m.id LIMIT $4
    """, by: .app
  ) { input, values in
    values.append(input.after)
    values.append(brandsOf: input.scope)
    values.append(input.limit)
  } row: {
    try member(&$0)
  }

  /// Who has one of these roles, in the org or on the brand.
  static let withRoles = Statement<(roles: [String], brand: BrandID?), UserID>.tenant(
    "member.with_roles",
    """
    SELECT m.user_id FROM memberships m
    WHERE m.org_id = $1 AND m.removed_at IS NULL
      AND (m.role = ANY ($2::text[])
        OR EXISTS (SELECT 1 FROM membership_brands b
          WHERE b.org_id = m.org_id AND b.membership_id = m.id AND b.on_brand = $3::uuid AND b.role = ANY ($2::text[])))
    ORDER BY m.id
    """
  ) { input, values in
    values.append(strings: input.roles)
    values.append(input.brand)
  } row: {
    try $0.id()
  }

  package static let all = AnyStatement.list(
    insert, clearBrands, addBrands, setRole, remove, otherOwners, byID, byUser, page, withRoles)
}

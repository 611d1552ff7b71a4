package import Database
import Foundation
import Kernel

package enum InvitationStatements: StatementList {
  private static let columns = "id, mail, access, invited_by, created_at, expires_at, accepted_at, revoked_at"

  private static func invitation(_ row: inout RowReader) throws -> Invitation {
    Invitation(
      id: try row.id(), mail: try row.string(), access: try row.json(StoredAccess.self).access,
      invitedBy: try row.string(), createdAt: try row.date(), expiresAt: try row.date(),
      acceptedAt: try row.optionalDate(), revokedAt: try row.optionalDate())
  }

  static let insert = Statement<(invitation: Invitation, hash: [UInt8]), Void>.tenant(
    "invitation.insert",
    """
    INSERT INTO invitations (org_id, id, mail, access, token_hash, invited_by, created_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    """, by: .app
  ) { input, values in
    values.append(input.invitation.id)
    values.append(input.invitation.mail)
    values.append(json: StoredAccess(input.invitation.access))
    values.append(input.hash)
    values.append(input.invitation.invitedBy)
    values.append(input.invitation.createdAt)
    values.append(input.invitation.expiresAt)
  }

  static let byHash = Statement<[UInt8], (org: OrgID, invitation: InvitationID)>.system(
    "invitation.by_hash", "SELECT org_id, id FROM system.invitation_by_hash($1)", by: .app
  ) {
    $1.append($0)
  } row: {
    (try $0.id(), try $0.id())
  }

  static let byID = Statement<InvitationID, Invitation>.tenant(
    "invitation.by_id", "SELECT \(columns) FROM invitations WHERE org_id = $1 AND id = $2"
  ) {
    $1.append($0)
  } row: {
    try invitation(&$0)
  }

  static let lock = Statement<InvitationID, Invitation>.tenant(
    "invitation.lock", "SELECT \(columns) FROM invitations WHERE org_id = $1 AND id = $2 FOR UPDATE", by: .app
  ) {
    $1.append($0)
  } row: {
    try invitation(&$0)
  }

  static let accept = Statement<(id: InvitationID, user: UserID, at: Date), Void>.tenant(
    "invitation.accept",
    "UPDATE invitations SET accepted_at = $4, accepted_by = $3 WHERE org_id = $1 AND id = $2", by: .app
  ) { input, values in
    values.append(input.id)
    values.append(input.user)
    values.append(input.at)
  }

  static let revoke = Statement<(id: InvitationID, at: Date, by: String), Void>.tenant(
    "invitation.revoke",
    """
    UPDATE invitations SET revoked_at = $3, revoked_by = $4
    WHERE org_id = $1 AND id = $2 AND accepted_at IS NULL AND revoked_at IS NULL
    """, by: .app
  ) { input, values in
    values.append(input.id)
    values.append(input.at)
    values.append(input.by)
  }

  /// With brands: those to these brands and nowhere else.
  static let open = Statement<(at: Date, after: InvitationID?, scope: BrandScope, limit: Int), Invitation>.tenant(
    "invitation.open",
    """
    SELECT \(columns) FROM invitations
    WHERE org_id = $1 AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > $2
      AND ($3::uuid IS NULL OR id < $3)
      AND ($4::text[] IS NULL OR (jsonb_array_length(access -> 'brands') > 0 AND NOT EXISTS (
        SELECT 1 FROM jsonb_array_elements(access -> 'brands') b WHERE NOT b ->> 'brand' = ANY ($4))))
    ORDER BY id DESC LIMIT $5
    """, by: .app
  ) { input, values in
    values.append(input.at)
    values.append(input.after)
    if case .only(let brands) = input.scope {
      values.append(strings: brands.sorted().map(\.description))
    } else {
      values.appendNull()
    }
    values.append(input.limit)
  } row: {
    try invitation(&$0)
  }

  package static let all = AnyStatement.list(insert, byHash, byID, lock, accept, revoke, open)
}

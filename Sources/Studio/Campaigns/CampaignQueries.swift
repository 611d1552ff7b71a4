package import Database
import Kernel

package enum CampaignStatements: StatementList {
  package static let all = AnyStatement.list(insert, byID, lock, update, page)

  private static let columns = "id, brand_id, version, content, created_at, updated_at, archived_at"

  static let insert = Statement<(Campaign, by: String), Void>.tenant(
    "campaign.insert",
    """
    INSERT INTO campaigns (org_id, id, brand_id, version, content, created_by, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $7)
    """,
    bind: { input, parameters in
      parameters.append(input.0.id)
      parameters.append(input.0.brand)
      parameters.append(input.0.version)
      parameters.append(json: input.0.content)
      parameters.append(input.by)
      parameters.append(input.0.created)
    })

  static let byID = Statement<CampaignID, Campaign>.tenant(
    "campaign.by_id", "SELECT \(columns) FROM campaigns WHERE org_id = $1 AND id = $2",
    bind: { $1.append($0) }, row: read)

  static let lock = Statement<CampaignID, Campaign>.tenant(
    "campaign.lock", "SELECT \(columns) FROM campaigns WHERE org_id = $1 AND id = $2 FOR UPDATE",
    bind: { $1.append($0) }, row: read)

  static let update = Statement<(Campaign, by: String), Void>.tenant(
    "campaign.update",
    """
    UPDATE campaigns SET version = $3, content = $4, updated_at = $5, archived_at = $6,
      archived_by = CASE WHEN $6::timestamptz IS NULL THEN NULL ELSE coalesce(archived_by, $7) END
    WHERE org_id = $1 AND id = $2
    """,
    bind: { input, parameters in
      parameters.append(input.0.id)
      parameters.append(input.0.version)
      parameters.append(json: input.0.content)
      parameters.append(input.0.updated)
      parameters.append(input.0.archived)
      parameters.append(input.by)
    })

  static let page = Statement<Keyset<ListFilter>, Campaign>.tenant(
    "campaign.page",
    """
    SELECT \(columns) FROM campaigns
    WHERE org_id = $1 AND id < $2 AND (archived_at IS NULL OR $3) AND ($4::uuid IS NULL OR brand_id = $4)
    ORDER BY id DESC LIMIT $5
    """,
    bind: { keyset, parameters in
      parameters.append(uuid: keyset.before)
      parameters.append(keyset.filter.archived)
      parameters.append(keyset.filter.brand)
      parameters.append(keyset.rows)
    }, row: read)

  private static func read(_ row: inout RowReader) throws -> Campaign {
    Campaign(
      id: try row.id(), brand: try row.id(), version: try row.int(), content: try row.json(),
      created: try row.date(), updated: try row.date(), archived: try row.optionalDate())
  }
}

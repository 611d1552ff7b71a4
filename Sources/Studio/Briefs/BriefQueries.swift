package import Database
import Kernel

package enum BriefStatements: StatementList {
  package static let all = AnyStatement.list(insert, byID, lock, update, page, pageOfBrand)

  private static let columns =
    "id, brand_id, campaign_id, template_id, version, content, created_at, updated_at, archived_at"

  static let insert = Statement<(Brief, by: String), Void>.tenant(
    "brief.insert",
    """
    INSERT INTO briefs (org_id, id, brand_id, campaign_id, version, content, created_by, created_at, updated_at,
      template_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)
    """,
    bind: { input, parameters in
      parameters.append(input.0.id)
      parameters.append(input.0.brand)
      parameters.append(input.0.campaign)
      parameters.append(input.0.version)
      parameters.append(json: input.0.content)
      parameters.append(input.by)
      parameters.append(input.0.created)
      parameters.append(input.0.template)
    })

  static let byID = Statement<BriefID, Brief>.tenant(
    "brief.by_id", "SELECT \(columns) FROM briefs WHERE org_id = $1 AND id = $2",
    bind: { $1.append($0) }, row: read)

  static let lock = Statement<BriefID, Brief>.tenant(
    "brief.lock", "SELECT \(columns) FROM briefs WHERE org_id = $1 AND id = $2 FOR UPDATE",
    bind: { $1.append($0) }, row: read)

  static let update = Statement<(Brief, by: String), Void>.tenant(
    "brief.update",
    """
    UPDATE briefs SET version = $3, campaign_id = $4, content = $5, updated_at = $6, archived_at = $7,
      archived_by = CASE WHEN $7::timestamptz IS NULL THEN NULL ELSE coalesce(archived_by, $8) END,
      template_id = $9
    WHERE org_id = $1 AND id = $2
    """,
    bind: { input, parameters in
      parameters.append(input.0.id)
      parameters.append(input.0.version)
      parameters.append(input.0.campaign)
      parameters.append(json: input.0.content)
      parameters.append(input.0.updated)
      parameters.append(input.0.archived)
      parameters.append(input.by)
      parameters.append(input.0.template)
    })

  static let page = Statement<Keyset<ListFilter>, Brief>.tenant(
    "brief.page",
    """
    SELECT \(columns) FROM briefs
    WHERE org_id = $1 AND id < $2 AND (archived_at IS NULL OR $3) AND ($4::uuid IS NULL OR campaign_id = $4)
    ORDER BY id DESC LIMIT $5
    """,
    bind: { keyset, parameters in
      parameters.append(uuid: keyset.before)
      parameters.append(keyset.filter.archived)
      parameters.append(keyset.filter.campaign)
      parameters.append(keyset.rows)
    }, row: read)

  static let pageOfBrand = Statement<Keyset<ListFilter>, Brief>.tenant(
    "brief.page_of_brand",
    """
    SELECT \(columns) FROM briefs
    WHERE org_id = $1 AND brand_id = $2 AND id < $3 AND (archived_at IS NULL OR $4)
      AND ($5::uuid IS NULL OR campaign_id = $5)
    ORDER BY id DESC LIMIT $6
    """,
    bind: { keyset, parameters in
      parameters.append(keyset.filter.brand)
      parameters.append(uuid: keyset.before)
      parameters.append(keyset.filter.archived)
      parameters.append(keyset.filter.campaign)
      parameters.append(keyset.rows)
    }, row: read)

  private static func read(_ row: inout RowReader) throws -> Brief {
    Brief(
      id: try row.id(), brand: try row.id(), campaign: try row.optionalID(), template: try row.optionalID(),
      version: try row.int(), content: try row.json(), created: try row.date(), updated: try row.date(),
      archived: try row.optionalDate())
  }
}

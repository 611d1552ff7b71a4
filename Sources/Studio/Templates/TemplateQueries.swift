package import Database
package import Kernel

package enum TemplateStatements: StatementList {
  package static let all = AnyStatement.list(insert, byID, lock, update, page, pageOfBrand, named)

  private static let columns = "id, brand_id, version, name, content, created_at, updated_at, archived_at"

  static let insert = Statement<(PostTemplate, by: String), Void>.tenant(
    "template.insert",
    """
    INSERT INTO post_templates (org_id, id, brand_id, version, name, content, created_by, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
    """,
    bind: { input, parameters in
      parameters.append(input.0.id)
      parameters.append(input.0.brand)
      parameters.append(input.0.version)
      parameters.append(input.0.name)
      parameters.append(json: input.0.content)
      parameters.append(input.by)
      parameters.append(input.0.created)
    })

  static let byID = Statement<TemplateID, PostTemplate>.tenant(
    "template.by_id", "SELECT \(columns) FROM post_templates WHERE org_id = $1 AND id = $2",
    bind: { $1.append($0) }, row: read)

  static let lock = Statement<TemplateID, PostTemplate>.tenant(
    "template.lock", "SELECT \(columns) FROM post_templates WHERE org_id = $1 AND id = $2 FOR UPDATE",
    bind: { $1.append($0) }, row: read)

  /// The one that is in use under a name.
  static let named = Statement<(brand: BrandID, name: String), TemplateID>.tenant(
    "template.named",
    "SELECT id FROM post_templates WHERE org_id = $1 AND brand_id = $2 AND name = $3 AND archived_at IS NULL",
    bind: { input, parameters in
      parameters.append(input.brand)
      parameters.append(input.name)
    }, row: { try $0.id() })

  static let update = Statement<(PostTemplate, by: String), Void>.tenant(
    "template.update",
    """
    UPDATE post_templates SET version = $3, name = $4, content = $5, updated_at = $6, archived_at = $7,
      archived_by = CASE WHEN $7::timestamptz IS NULL THEN NULL ELSE coalesce(archived_by, $8) END
    WHERE org_id = $1 AND id = $2
    """,
    bind: { input, parameters in
      parameters.append(input.0.id)
      parameters.append(input.0.version)
      parameters.append(input.0.name)
      parameters.append(json: input.0.content)
      parameters.append(input.0.updated)
      parameters.append(input.0.archived)
      parameters.append(input.by)
    })

  static let page = Statement<Keyset<ListFilter>, PostTemplate>.tenant(
    "template.page",
    """
    SELECT \(columns) FROM post_templates
    WHERE org_id = $1 AND id < $2 AND (archived_at IS NULL OR $3)
    ORDER BY id DESC LIMIT $4
    """,
    bind: { keyset, parameters in
      parameters.append(uuid: keyset.before)
      parameters.append(keyset.filter.archived)
      parameters.append(keyset.rows)
    }, row: read)

  static let pageOfBrand = Statement<Keyset<ListFilter>, PostTemplate>.tenant(
    "template.page_of_brand",
    """
    SELECT \(columns) FROM post_templates
    WHERE org_id = $1 AND brand_id = $2 AND id < $3 AND (archived_at IS NULL OR $4)
    ORDER BY id DESC LIMIT $5
    """,
    bind: { keyset, parameters in
      parameters.append(keyset.filter.brand)
      parameters.append(uuid: keyset.before)
      parameters.append(keyset.filter.archived)
      parameters.append(keyset.rows)
    }, row: read)

  private static func read(_ row: inout RowReader) throws -> PostTemplate {
    PostTemplate(
      id: try row.id(), brand: try row.id(), version: try row.int(), name: try row.string(),
      content: try row.json(), created: try row.date(), updated: try row.date(), archived: try row.optionalDate())
  }
}

extension StudioParts {
  /// Throws `Problem(.notFound)` for one that is absent or that the tenant cannot see.
  package func template(_ id: TemplateID, as tenant: TenantContext) async throws -> PostTemplate {
    guard let template = try await database.first(TemplateStatements.byID, id, as: tenant) else {
      throw Problem.notFound("template")
    }
    return template
  }

  func templates(_ keyset: Keyset<ListFilter>, as tenant: TenantContext) async throws -> Page<PostTemplate> {
    let statement = keyset.filter.brand == nil ? TemplateStatements.page : TemplateStatements.pageOfBrand
    return keyset.page("templates", try await database.query(statement, keyset, as: tenant)) { $0.id }
  }
}

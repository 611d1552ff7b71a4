package import Database
import Kernel

package enum BrandStatements: StatementList {
  package static let all = AnyStatement.list(insert, saveVersion, byID, lock, update, archive, page, versions)

  private static let columns = "id, version, profile, created_at, updated_at, archived_at"

  static let insert = Statement<Brand, Void>.tenant(
    "brand.insert",
    """
    INSERT INTO brands (org_id, id, version, name, mode, profile, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $7)
    """,
    bind: { brand, parameters in
      parameters.append(brand.id)
      parameters.append(brand.version)
      parameters.append(brand.profile.name)
      parameters.append(brand.profile.mode.rawValue)
      parameters.append(json: brand.profile)
      parameters.append(brand.created)
    })

  static let saveVersion = Statement<(Brand, by: String), Void>.tenant(
    "brand.save_version",
    """
    INSERT INTO brand_versions (org_id, brand_id, version, profile, saved_by, saved_at)
    VALUES ($1, $2, $3, $4, $5, $6)
    """,
    bind: { input, parameters in
      parameters.append(input.0.id)
      parameters.append(input.0.version)
      parameters.append(json: input.0.profile)
      parameters.append(input.by)
      parameters.append(input.0.updated)
    })

  static let byID = Statement<BrandID, Brand>.tenant(
    "brand.by_id", "SELECT \(columns) FROM brands WHERE org_id = $1 AND id = $2",
    bind: { $1.append($0) }, row: read)

  static let lock = Statement<BrandID, Brand>.tenant(
    "brand.lock", "SELECT \(columns) FROM brands WHERE org_id = $1 AND id = $2 FOR UPDATE",
    bind: { $1.append($0) }, row: read)

  static let update = Statement<Brand, Void>.tenant(
    "brand.update",
    """
    UPDATE brands SET version = $3, name = $4, mode = $5, profile = $6, updated_at = $7
    WHERE org_id = $1 AND id = $2
    """,
    bind: { brand, parameters in
      parameters.append(brand.id)
      parameters.append(brand.version)
      parameters.append(brand.profile.name)
      parameters.append(brand.profile.mode.rawValue)
      parameters.append(json: brand.profile)
      parameters.append(brand.updated)
    })

  /// Archives, or brings back when `archived` is nil.
  static let archive = Statement<(Brand, by: String), Void>.tenant(
    "brand.archive",
    """
    UPDATE brands SET version = $3, updated_at = $4, archived_at = $5,
      archived_by = CASE WHEN $5::timestamptz IS NULL THEN NULL ELSE $6 END
    WHERE org_id = $1 AND id = $2
    """,
    bind: { input, parameters in
      parameters.append(input.0.id)
      parameters.append(input.0.version)
      parameters.append(input.0.updated)
      parameters.append(input.0.archived)
      parameters.append(input.by)
    })

  static let page = Statement<Keyset<Bool>, Brand>.tenant(
    "brand.page",
    """
    SELECT \(columns) FROM brands
    WHERE org_id = $1 AND id < $2 AND (archived_at IS NULL OR $3) ORDER BY id DESC LIMIT $4
    """,
    bind: { keyset, parameters in
      parameters.append(uuid: keyset.before)
      parameters.append(keyset.filter)
      parameters.append(keyset.rows)
    }, row: read)

  static let versions = Statement<BrandID, BrandVersion>.tenant(
    "brand.versions",
    """
    SELECT version, profile, saved_by, saved_at FROM brand_versions
    WHERE org_id = $1 AND brand_id = $2 ORDER BY version DESC LIMIT 100
    """,
    bind: { $1.append($0) },
    row: { row in
      BrandVersion(version: try row.int(), profile: try row.json(), savedBy: try row.string(), savedAt: try row.date())
    })

  private static func read(_ row: inout RowReader) throws -> Brand {
    Brand(
      id: try row.id(), version: try row.int(), profile: try row.json(), created: try row.date(),
      updated: try row.date(), archived: try row.optionalDate())
  }
}

package import Database
import Kernel

package enum PolicyStatements: StatementList {
  package static let all = AnyStatement.list(open, inForce, insert, versions)

  /// Variants of posts that are not put away, newest first.
  static let open = Statement<PolicyCheckArgs, VariantID>.tenant(
    "policy.open_variants",
    """
    SELECT v.id FROM variants v
    JOIN posts p ON p.org_id = v.org_id AND p.id = v.post_id
    WHERE v.org_id = $1 AND v.brand_id = $2 AND ($3::uuid IS NULL OR v.id < $3) AND p.state <> 'archived'
    ORDER BY v.id DESC LIMIT \(PolicyCheckJob.batch)
    """,
    bind: { args, parameters in
      parameters.append(args.brand)
      parameters.append(args.after)
    }, row: { try $0.id() })

  private static let columns = "brand_id, version, yaml, saved_by, saved_at"

  static let inForce = Statement<BrandID, BrandPolicy>.tenant(
    "policy.in_force",
    "SELECT \(columns) FROM brand_policies WHERE org_id = $1 AND brand_id = $2 ORDER BY version DESC LIMIT 1",
    bind: { $1.append($0) }, row: read)

  static let insert = Statement<BrandPolicy, Void>.tenant(
    "policy.insert",
    """
    INSERT INTO brand_policies (org_id, brand_id, version, yaml, saved_by, saved_at)
    VALUES ($1, $2, $3, $4, $5, $6)
    """,
    bind: { policy, parameters in
      parameters.append(policy.brand)
      parameters.append(policy.version)
      parameters.append(policy.yaml)
      parameters.append(policy.savedBy)
      parameters.append(policy.savedAt)
    })

  static let versions = Statement<BrandID, BrandPolicy>.tenant(
    "policy.versions",
    """
    SELECT \(columns) FROM brand_policies WHERE org_id = $1 AND brand_id = $2 ORDER BY version DESC LIMIT 100
    """,
    bind: { $1.append($0) }, row: read)

  private static func read(_ row: inout RowReader) throws -> BrandPolicy {
    BrandPolicy(
      brand: try row.id(), version: try row.int(), yaml: try row.string(), savedBy: try row.string(),
      savedAt: try row.date())
  }
}

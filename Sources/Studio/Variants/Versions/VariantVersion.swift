package import Database
package import Foundation
package import Kernel

/// A text that a variant had before somebody changed it.
package struct VariantVersion: Sendable, Equatable {
  package var variant: VariantID
  package var version: Int
  package var text: String
  /// When it was replaced, and by whom.
  package var until: Date
  package var replacedBy: String
}

package enum VariantVersionStatements: StatementList {
  package static let all = AnyStatement.list(ofVariant, ofPost, one)

  private static let columns = "variant_id, version, text, saved_at, saved_by"

  static let ofVariant = Statement<VariantID, VariantVersion>.tenant(
    "variant_version.of_variant",
    "SELECT \(columns) FROM variant_versions WHERE org_id = $1 AND variant_id = $2 ORDER BY version DESC LIMIT 100",
    bind: { $1.append($0) }, row: read)

  static let ofPost = Statement<PostID, VariantVersion>.tenant(
    "variant_version.of_post",
    """
    SELECT \(columns) FROM variant_versions
    WHERE org_id = $1 AND variant_id = ANY (SELECT id FROM variants WHERE org_id = $1 AND post_id = $2)
    ORDER BY saved_at DESC, version DESC LIMIT 100
    """,
    bind: { $1.append($0) }, row: read)

  static let one = Statement<(VariantID, version: Int), VariantVersion>.tenant(
    "variant_version.one",
    "SELECT \(columns) FROM variant_versions WHERE org_id = $1 AND variant_id = $2 AND version = $3",
    bind: { input, parameters in
      parameters.append(input.0)
      parameters.append(input.version)
    }, row: read)

  private static func read(_ row: inout RowReader) throws -> VariantVersion {
    VariantVersion(
      variant: try row.id(), version: try row.int(), text: try row.string(), until: try row.date(),
      replacedBy: try row.string())
  }
}

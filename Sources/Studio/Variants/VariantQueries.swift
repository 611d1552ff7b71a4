package import Database
import Foundation
import Kernel
import Text

package enum VariantStatements: StatementList {
  package static let all = AnyStatement.list(upsert, byID, lock, update, saveVersion, ofPost, ofBrief)

  private static let columns =
    "id, post_id, brand_id, ordinal, version, text, writer, writer_detail, is_draft, note, length, length_limit, scores, findings, provenance, created_at, updated_at"

  /// A branch that runs again writes over its own row, unless a person has edited it since.
  static let upsert = Statement<Variant, VariantID>.tenant(
    "variant.upsert",
    """
    INSERT INTO variants (org_id, id, post_id, brand_id, ordinal, version, text, writer, writer_detail, is_draft, note,
      length, length_limit, scores, findings, blocked, provenance, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, 1, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17)
    ON CONFLICT (org_id, post_id, ordinal) DO UPDATE SET version = variants.version + 1, text = excluded.text,
      writer = excluded.writer, writer_detail = excluded.writer_detail, is_draft = excluded.is_draft,
      note = excluded.note, length = excluded.length, length_limit = excluded.length_limit,
      scores = excluded.scores, findings = excluded.findings, blocked = excluded.blocked,
      provenance = excluded.provenance, updated_at = excluded.updated_at
    WHERE variants.writer <> 'person'
    RETURNING id
    """,
    bind: { variant, parameters in
      parameters.append(variant.id)
      parameters.append(variant.post)
      parameters.append(variant.brand)
      parameters.append(variant.ordinal)
      parameters.append(variant.judged.text)
      parameters.append(variant.writer.rawValue)
      parameters.append(variant.writerDetail)
      parameters.append(variant.isDraft)
      parameters.append(variant.note)
      appendJudgement(variant.judged, &parameters)
      parameters.append(json: variant.provenance)
      parameters.append(variant.created)
    }, row: { try $0.id() })

  static let byID = Statement<VariantID, Variant>.tenant(
    "variant.by_id", "SELECT \(columns) FROM variants WHERE org_id = $1 AND id = $2",
    bind: { $1.append($0) }, row: read)

  static let lock = Statement<VariantID, Variant>.tenant(
    "variant.lock", "SELECT \(columns) FROM variants WHERE org_id = $1 AND id = $2 FOR UPDATE",
    bind: { $1.append($0) }, row: read)

  static let update = Statement<Variant, Void>.tenant(
    "variant.update",
    """
    UPDATE variants SET version = $3, text = $4, writer = $5, writer_detail = $6, is_draft = $7, note = $8,
      length = $9, length_limit = $10, scores = $11, findings = $12, blocked = $13, updated_at = $14, provenance = $15
    WHERE org_id = $1 AND id = $2
    """,
    bind: { variant, parameters in
      parameters.append(variant.id)
      parameters.append(variant.version)
      parameters.append(variant.judged.text)
      parameters.append(variant.writer.rawValue)
      parameters.append(variant.writerDetail)
      parameters.append(variant.isDraft)
      parameters.append(variant.note)
      appendJudgement(variant.judged, &parameters)
      parameters.append(variant.updated)
      parameters.append(json: variant.provenance)
    })

  static let saveVersion = Statement<(Variant, by: String, at: Date), Void>.tenant(
    "variant.save_version",
    """
    INSERT INTO variant_versions (org_id, brand_id, variant_id, version, text, saved_by, saved_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    """,
    bind: { input, parameters in
      parameters.append(input.0.brand)
      parameters.append(input.0.id)
      parameters.append(input.0.version)
      parameters.append(input.0.judged.text)
      parameters.append(input.by)
      parameters.append(input.at)
    })

  static let ofPost = Statement<PostID, Variant>.tenant(
    "variant.of_post",
    "SELECT \(columns) FROM variants WHERE org_id = $1 AND post_id = $2 ORDER BY ordinal LIMIT 100",
    bind: { $1.append($0) }, row: read)

  static let ofBrief = Statement<BriefID, Variant>.tenant(
    "variant.of_brief",
    """
    SELECT \(columns) FROM variants
    WHERE org_id = $1 AND post_id = ANY (SELECT id FROM posts WHERE org_id = $1 AND brief_id = $2)
    ORDER BY post_id, ordinal LIMIT 1000
    """,
    bind: { $1.append($0) }, row: read)

  private static func appendJudgement(_ judged: JudgedText, _ parameters: inout Parameters) {
    parameters.append(judged.length)
    parameters.append(judged.limit)
    parameters.append(json: judged.scores)
    parameters.append(json: judged.findings)
    parameters.append(judged.findings.isBlocked)
  }

  private static func read(_ row: inout RowReader) throws -> Variant {
    let id: VariantID = try row.id()
    let post: PostID = try row.id()
    let brand: BrandID = try row.id()
    let ordinal = try row.int()
    let version = try row.int()
    let text = try row.string()
    let writer = Writer(rawValue: try row.string()) ?? .composer
    let detail = try row.string()
    let isDraft = try row.bool()
    let note = try row.string()
    let judged = JudgedText(
      text: text, length: try row.int(), limit: try row.optionalInt(), scores: try row.json(),
      findings: try row.json())
    return Variant(
      id: id, post: post, brand: brand, ordinal: ordinal, version: version, judged: judged, writer: writer,
      writerDetail: detail, isDraft: isDraft, note: note, provenance: try row.json(), created: try row.date(),
      updated: try row.date())
  }
}

package import Database
import Foundation
import Kernel
import Text

package enum VoiceStatements: StatementList {
  package static let all = AnyStatement.list(
    insertImport, takeImport, dropImport, addExample, examples, examplePage, others, count, profile, active, byID,
    lockBrandModels, insert, setState, versions, unembedded, embed, newestSent)

  static let insertImport = Statement<NewImport, Void>.tenant(
    "voice.insert_import",
    """
    INSERT INTO voice_imports (org_id, id, brand_id, source, examples, created_by, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    """,
    bind: { new, parameters in
      parameters.append(new.id)
      parameters.append(new.brand)
      parameters.append(new.source)
      parameters.append(json: new.examples)
      parameters.append(new.by)
      parameters.append(new.at)
    })

  static let takeImport = Statement<VoiceImportID, TakenImport>.tenant(
    "voice.take_import", "SELECT source, examples, created_by FROM voice_imports WHERE org_id = $1 AND id = $2",
    bind: { $1.append($0) },
    row: { TakenImport(source: try $0.string(), examples: try $0.json(), by: try $0.string()) })

  static let dropImport = Statement<VoiceImportID, Void>.tenant(
    "voice.drop_import", "DELETE FROM voice_imports WHERE org_id = $1 AND id = $2", bind: { $1.append($0) })

  static let addExample = Statement<NewExample, Void>.tenant(
    "voice.add_example",
    """
    INSERT INTO voice_examples (org_id, id, brand_id, text, digest, source, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (org_id, brand_id, digest) DO NOTHING
    """,
    bind: { new, parameters in
      parameters.append(new.id)
      parameters.append(new.brand)
      parameters.append(new.text)
      parameters.append(new.digest)
      parameters.append(new.source)
      parameters.append(new.at)
    })

  /// The newest first, as many as a training looks at.
  static let examples = Statement<BrandID, String>.tenant(
    "voice.examples",
    """
    SELECT text FROM voice_examples WHERE org_id = $1 AND brand_id = $2 ORDER BY id DESC
    LIMIT \(VoiceExample.Limits.perBrand)
    """,
    bind: { $1.append($0) }, row: { try $0.string() })

  static let examplePage = Statement<Keyset<BrandID>, StoredExample>.tenant(
    "voice.example_page",
    """
    SELECT id, text, source, created_at, embedding IS NOT NULL FROM voice_examples
    WHERE org_id = $1 AND brand_id = $2 AND id < $3 ORDER BY id DESC LIMIT $4
    """,
    bind: { keyset, parameters in
      parameters.append(keyset.filter)
      parameters.append(uuid: keyset.before)
      parameters.append(keyset.rows)
    },
    row: { row in
      StoredExample(
        id: try row.id(), text: try row.string(), source: try row.string(), created: try row.date(),
        isEmbedded: try row.bool())
    })

  /// Posts of the org's other brands, to be told apart from.
  static let others = Statement<BrandID, String>.tenant(
    "voice.others",
    """
    SELECT text FROM voice_examples WHERE org_id = $1 AND brand_id <> $2 ORDER BY id DESC
    LIMIT \(VoiceExample.Limits.others)
    """,
    bind: { $1.append($0) }, row: { try $0.string() })

  static let count = Statement<BrandID, ExampleCount>.tenant(
    "voice.count",
    "SELECT count(*), count(embedding) FROM voice_examples WHERE org_id = $1 AND brand_id = $2",
    bind: { $1.append($0) }, row: { ExampleCount(all: try $0.int(), embedded: try $0.int()) })

  static let profile = Statement<VoiceModelID, StyleProfile>.tenant(
    "voice.profile", "SELECT profile FROM voice_models WHERE org_id = $1 AND id = $2",
    bind: { $1.append($0) }, row: { try $0.json() })

  private static let columns =
    "id, brand_id, version, state, profile, examples, held_back, separation, separation_before, notes, created_at, created_by"

  static let active = Statement<BrandID, VoiceModel>.tenant(
    "voice.active",
    "SELECT \(columns) FROM voice_models WHERE org_id = $1 AND brand_id = $2 AND state = 'active'",
    bind: { $1.append($0) }, row: read)

  static let byID = Statement<VoiceModelID, VoiceModel>.tenant(
    "voice.by_id", "SELECT \(columns) FROM voice_models WHERE org_id = $1 AND id = $2",
    bind: { $1.append($0) }, row: read)

  /// Holds the brand's row, so that its voices change one after another. The newest version, 0 when there is none.
  static let lockBrandModels = Statement<BrandID, Int>.tenant(
    "voice.lock",
    """
    SELECT coalesce((SELECT max(version) FROM voice_models WHERE org_id = $1 AND brand_id = $2), 0)
    FROM brands WHERE org_id = $1 AND id = $2 FOR UPDATE
    """,
    bind: { $1.append($0) }, row: { try $0.int() })

  static let insert = Statement<VoiceModel, Void>.tenant(
    "voice.insert",
    """
    INSERT INTO voice_models (org_id, id, brand_id, version, state, profile, constraints, examples, held_back,
      separation, separation_before, notes, created_at, created_by, activated_at, activated_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,
      CASE WHEN $5 = 'active' THEN $13::timestamptz END, CASE WHEN $5 = 'active' THEN $14 END)
    """,
    bind: { model, parameters in
      parameters.append(model.id)
      parameters.append(model.brand)
      parameters.append(model.version)
      parameters.append(model.state.rawValue)
      parameters.append(json: model.profile)
      parameters.append(json: model.profile.constraints)
      parameters.append(model.examples)
      parameters.append(model.trial.heldBack)
      parameters.append(model.trial.separation)
      parameters.append(model.trial.before)
      parameters.append(json: model.trial.notes)
      parameters.append(model.created)
      parameters.append(model.createdBy)
    })

  static let setState = Statement<VoiceStateChange, Void>.tenant(
    "voice.set_state",
    """
    UPDATE voice_models SET state = $3,
      activated_at = CASE WHEN $3 = 'active' THEN $4 ELSE activated_at END,
      activated_by = CASE WHEN $3 = 'active' THEN $5 ELSE activated_by END
    WHERE org_id = $1 AND id = $2
    """,
    bind: { change, parameters in
      parameters.append(change.id)
      parameters.append(change.state.rawValue)
      parameters.append(change.at)
      parameters.append(change.by)
    })

  static let versions = Statement<BrandID, VoiceModel>.tenant(
    "voice.versions",
    """
    SELECT \(columns) FROM voice_models WHERE org_id = $1 AND brand_id = $2 ORDER BY version DESC LIMIT 20
    """,
    bind: { $1.append($0) }, row: read)

  /// What went out last: the chosen text of each post, newest first; one for each account.
  static let newestSent = Statement<BrandID, String>.tenant(
    "voice.newest_sent",
    """
    SELECT v.text FROM metric_series s
    JOIN posts p ON p.org_id = s.org_id AND p.id = s.post_id
    JOIN variants v ON v.org_id = p.org_id AND v.post_id = p.id AND v.id = p.chosen_variant_id
    WHERE s.org_id = $1 AND s.brand_id = $2 ORDER BY s.published_at DESC LIMIT 200
    """,
    bind: { $1.append($0) }, row: { try $0.string() })

  /// Without an embedding, or with one of another model.
  static let unembedded = Statement<(brand: BrandID, model: String), (id: VoiceExampleID, text: String)>.tenant(
    "voice.unembedded",
    """
    SELECT id, text FROM voice_examples
    WHERE org_id = $1 AND brand_id = $2 AND embedding_model IS DISTINCT FROM $3
    ORDER BY id LIMIT 32
    """,
    bind: { input, parameters in
      parameters.append(input.brand)
      parameters.append(input.model)
    }, row: { (id: try $0.id(), text: try $0.string()) })

  static let embed = Statement<Embedding, Void>.tenant(
    "voice.embed",
    "UPDATE voice_examples SET embedding = $3, embedding_model = $4 WHERE org_id = $1 AND id = $2",
    bind: { embedding, parameters in
      parameters.append(embedding.example)
      parameters.append(vector: embedding.vector)
      parameters.append(embedding.model)
    })

  private static func read(_ row: inout RowReader) throws -> VoiceModel {
    let id: VoiceModelID = try row.id()
    let brand: BrandID = try row.id()
    let version = try row.int()
    let state = VoiceState(rawValue: try row.string()) ?? .superseded
    let profile: StyleProfile = try row.json()
    let examples = try row.int()
    let trial = VoiceTrial(
      heldBack: try row.int(), separation: try row.optionalDouble(), before: try row.optionalDouble(),
      notes: try row.json())
    return VoiceModel(
      id: id, brand: brand, version: version, state: state, profile: profile, examples: examples, trial: trial,
      created: try row.date(), createdBy: try row.string())
  }
}

struct NewImport: Sendable {
  var id: VoiceImportID
  var brand: BrandID
  var source: String
  var examples: [VoiceExample]
  var by: String
  var at: Date
}

struct TakenImport: Sendable {
  var source: String
  var examples: [VoiceExample]
  var by: String
}

struct NewExample: Sendable {
  var id: VoiceExampleID
  var brand: BrandID
  var text: String
  /// SHA-256 of the canonical text.
  var digest: [UInt8]
  var source: String
  var at: Date
}

struct StoredExample: Sendable {
  var id: VoiceExampleID
  var text: String
  var source: String
  var created: Date
  var isEmbedded: Bool
}

struct ExampleCount: Sendable, Equatable {
  var all: Int
  var embedded: Int
}

struct VoiceStateChange: Sendable {
  var id: VoiceModelID
  var state: VoiceState
  var at: Date
  var by: String
}

struct Embedding: Sendable {
  var example: VoiceExampleID
  var vector: [Float]
  var model: String
}

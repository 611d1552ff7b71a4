import Database
import Foundation
import Kernel
import TestKit

/// A small tenant table for these tests, protected like any other.
enum Notes {
  static let table = """
    CREATE TABLE notes (
      org_id uuid NOT NULL REFERENCES orgs (id) ON DELETE CASCADE,
      id uuid NOT NULL,
      brand_id uuid NOT NULL,
      text text NOT NULL CHECK (text <> 'forbidden'),
      slug text,
      PRIMARY KEY (org_id, id),
      UNIQUE (org_id, slug)
    );
    SELECT system.protect('notes');
    """

  struct New: Sendable {
    var id = IDSource.system.new(PostID.self)
    var brand = IDSource.system.new(BrandID.self)
    var text: String
    var slug: String?
  }

  static let insert = Statement<New, Void>.tenant(
    "test.note.insert", "INSERT INTO notes (org_id, id, brand_id, text, slug) VALUES ($1, $2, $3, $4, $5)",
    bind: { note, parameters in
      parameters.append(note.id)
      parameters.append(note.brand)
      parameters.append(note.text)
      parameters.append(note.slug)
    })

  static let texts = Statement<Void, String>.tenant(
    "test.note.texts", "SELECT text FROM notes WHERE org_id = $1 ORDER BY id", row: { try $0.string() })

  /// Without its own filter on the org, so that only row-level security stands in the way.
  static let allTexts = Statement<Void, String>.system(
    "test.note.all", "SELECT text FROM notes ORDER BY id", row: { try $0.string() })

  static let sleep = Statement<Double, Void>.system(
    "test.sleep", "SELECT pg_sleep($1)", bind: { $1.append($0) })

  static let one = Statement<Void, Int>.system("test.one", "SELECT 1", row: { try $0.int() })

  static let settings = Statement<Void, [String?]>.system(
    "test.settings", "SELECT current_setting('app.org_id', true), current_setting('app.brand_ids', true)",
    row: { [try $0.optionalString(), try $0.optionalString()] })

  static let backend = Statement<Void, Int>.system(
    "test.backend", "SELECT pg_backend_pid()", row: { try $0.int() })
}

func withNotes<Value>(
  configure: @Sendable (inout DatabaseSettings) -> Void = { _ in }, _ body: (TestDatabase) async throws -> Value
) async throws -> Value {
  try await TestDatabase.with(configure: configure) { database in
    try await database.define(Notes.table)
    return try await body(database)
  }
}

import App
import Database
import Foundation
import TestKit
import Testing

/// Every statement of the program, against the schema that the migrations make.
@Suite struct StatementTests {
  @Test("every statement can be prepared and planned by each role that runs it", arguments: PostgresMajor.allCases)
  func prepared(_ major: PostgresMajor) async throws {
    try await TestDatabase.with(major) { database in
      let faults = try await database.asSuperuser { try await StatementCheck($0).faults(StatementRegistry.all) }
      #expect(faults == [])
    }
  }

  @Test("at 100,000 rows no statement of a tenant reads all of a tenant's table")
  func plans() async throws {
    try await TestDatabase.with { database in
      try await database.asSuperuser { connection in
        let tables = try await Catalogue(connection).protectedTables()
        let rows = BulkRows(connection, RowFactory(connection, samples: RowSamples.all))
        for table in tables where table.name != "orgs" { try await rows.fill(table, count: 100_000) }
        let faults = try await StatementCheck(connection).sequentialScans(StatementRegistry.all, of: tables)
        #expect(faults == [])
      }
    }
  }

  @Test("no statement list in the sources is missing from the registry")
  func registered() throws {
    let sources = Checkout.root.appendingPathComponent("Sources")
    let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    let declared = files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.flatMap { file in
      let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
      return text.matches(of: /enum (\w+): StatementList \{/).map { String($0.1) }
    }
    let known = StatementRegistry.lists.map { "\($0)" }
    #expect(!declared.isEmpty)
    #expect(Set(declared).subtracting(known).sorted() == [])
  }

  @Test("no statement in the sources is missing from the registry, wherever it is declared")
  func registeredByName() throws {
    let sources = Checkout.root.appendingPathComponent("Sources")
    let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    let tools = ["/Sources/TestKit/", "/Sources/prove-publishing/"]
    let product = files.compactMap { $0 as? URL }.filter { file in
      file.pathExtension == "swift" && !tools.contains { file.path.contains($0) }
    }
    let declared = product.flatMap { file in
      Self.statements(in: (try? String(contentsOf: file, encoding: .utf8)) ?? "")
    }
    #expect(Self.statements(in: "let a = Statement<Int, Int>.tenant(\n  \"a.b\", \"SELECT 1\")") == ["a.b"])
    #expect(declared.count > 100)
    #expect(Set(declared).subtracting(StatementRegistry.all.map(\.name)).sorted() == [])
  }

  /// The names in `Statement<…>.tenant("name", …)` and `.system("name", …)`.
  private static func statements(in text: String) -> [String] {
    text.matches(of: /Statement<[^=]*?>\s*\.(?:tenant|system)\(\s*"([^"]+)"/).map { String($0.1) }
  }
}

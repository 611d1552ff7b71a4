import Testing

@Suite("Architecture")
struct ArchitectureTests {
  @Test("this checkout keeps every rule", arguments: Rule.all)
  func kept(rule: Rule) throws {
    let breaches = rule.breaches(try Checkout.real())
    #expect(breaches.isEmpty, "\(breaches.joined(separator: "\n"))")
  }

  @Test("the manifest and the files are really read")
  func real() throws {
    let checkout = try Checkout.real()
    #expect(checkout.targets.contains { $0.name == "Kernel" })
    #expect(checkout.targets.first { $0.name == "Database" }?.dependencies.contains("Kernel") == true)
    #expect(checkout.files.contains { $0.path == "Sources/Kernel/ID.swift" && $0.code.imports == ["Foundation"] })
  }

  @Test("each rule finds the breach it is there for", arguments: Fixture.all)
  func proven(fixture: Fixture) {
    #expect(fixture.rule.breaches(fixture.checkout) == [fixture.expected])
  }

  @Test("every rule has such a proof")
  func allProven() {
    let proven = Set(Fixture.all.map(\.rule.testDescription))
    #expect(Rule.all.filter { !proven.contains($0.testDescription) }.map(\.testDescription) == [])
  }

  @Test("comments and strings are not code; line numbers stay right")
  func splitting() {
    let text = SwiftText(
      "let a = \"try!\" // fatalError(\n/* as!\n /* nested */ */ let b = #\"x\\\"#\nlet c = \"\"\"\nprint(\n\"\"\"; try! d"
    )
    #expect(text.lines.filter { $0.text.contains("try!") }.map(\.number) == [6])
    #expect(text.strings == ["try!", "x\\", "\nprint(\n"])
  }

  @Test("locking a row or settling a conflict is not a write of its own")
  func sqlWrites() {
    #expect(WrittenTables.inSQL("SELECT 1 FROM a FOR UPDATE SKIP LOCKED") == [])
    #expect(WrittenTables.inSQL("INSERT INTO a (b) VALUES ($1) ON CONFLICT (b) DO UPDATE SET b = 1") == ["a"])
    #expect(
      WrittenTables.inSQL("WITH x AS (DELETE FROM public.a RETURNING b) UPDATE system.c SET d = 1") == [
        "a", "system.c",
      ])
  }
}

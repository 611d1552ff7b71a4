import Testing

/// A small checkout that breaks one rule in one place.
struct Fixture: Sendable, CustomTestStringConvertible {
  var rule: Rule
  var checkout: Checkout
  var expected: String

  var testDescription: String { expected }

  init(_ rule: Rule, _ path: String, _ text: String, expected: String) {
    self.rule = rule
    self.expected = expected
    checkout = Checkout(targets: Self.targets, files: [Checkout.File(path, text)])
  }

  private static let targets = [
    Checkout.Target(name: "Kernel", dependencies: ["Crypto"]),
    Checkout.Target(name: "Web", dependencies: ["Kernel", "Hummingbird"]),
    Checkout.Target(name: "Platforms", dependencies: ["Kernel"]),
    Checkout.Target(name: "Sandbox", dependencies: ["Kernel"]),
    Checkout.Target(name: "Studio", dependencies: ["Kernel", "Web"]),
  ]

  static let all: [Fixture] = [
    Fixture(
      .declaredImports, "Sources/Kernel/A.swift", "package import Web",
      expected: "Sources/Kernel/A.swift imports Web"),
    upward,
    Fixture(
      .productModulesApart, "Sources/Studio/A.swift", "import Kernel\nimport struct Accounts.Org",
      expected: "Sources/Studio/A.swift imports Accounts"),
    Fixture(
      .onlyWebKnowsHummingbird, "Sources/Studio/A.swift", "@preconcurrency import HummingbirdTLS",
      expected: "Sources/Studio/A.swift imports HummingbirdTLS"),
    Fixture(
      .sandboxApart, "Sources/Sandbox/A.swift", "import Platforms",
      expected: "Sources/Sandbox/A.swift imports Platforms"),
    Fixture(
      .environment, "Sources/App/Doctor/A.swift", "let home = ProcessInfo.processInfo.environment[\"HOME\"]",
      expected: "Sources/App/Doctor/A.swift:1: processInfo.environment"),
    Fixture(
      .forbiddenWords, "Sources/Studio/A.swift", "func a() {\n  let now = Date()\n}",
      expected: "Sources/Studio/A.swift:2: Date()"),
    Fixture(
      .forbiddenWords, "Sources/Kernel/A.swift", "let a = try! b()", expected: "Sources/Kernel/A.swift:1: try!"),
    Fixture(
      .forbiddenWords, "Sources/Site/A.swift", "print(blueprint(1))", expected: "Sources/Site/A.swift:1: print("),
    Fixture(
      .sleepInTests, "Tests/WebTests/A.swift", "try await Task.sleep(for: .seconds(1))",
      expected: "Tests/WebTests/A.swift:1: Task.sleep"),
    twoWriters,
  ]

  private static var upward: Fixture {
    var fixture = Fixture(.bottomUp, "Sources/Kernel/A.swift", "", expected: "Kernel depends on Web")
    fixture.checkout.targets[0].dependencies.insert("Web")
    return fixture
  }

  private static var twoWriters: Fixture {
    var fixture = Fixture(
      .oneWriterPerTable, "Sources/Studio/A.swift", "\"UPDATE posts SET state = $2\"",
      expected: "posts is written by Publishing and Studio")
    fixture.checkout.files.append(
      .init("Sources/Publishing/B.swift", "\"\"\"\nINSERT INTO posts (id) VALUES ($1)\n\"\"\""))
    return fixture
  }
}

import Foundation
import Kernel
import TestKit
import Testing

@testable import App

@Suite("Secrets", .timeLimit(.minutes(5)), .serialized)
struct SecretScanTests {
  @Test(
    "of people, platforms and models are in no dump of the cluster, no log, no ledger and no file of the data folder")
  func nowhere() async throws {
    let program = try InstalledProgram()
    let model = "sk-model-key-of-acme-40417"
    let embeddings = "sk-embeddings-key-of-acme-70613"
    let mail = "mail-password-of-acme-18855"
    let run = try await program.up([
      "STARLING_LOG_LEVEL": "trace", "STARLING_MODEL_URL": "http://127.0.0.1:9/v1", "STARLING_MODEL_KEY": model,
      "STARLING_MODEL_NAME": "away", "STARLING_PRIVATE_HOSTS": "127.0.0.1:9",
      "STARLING_EMBEDDINGS_URL": "http://127.0.0.1:9/v1",
      "STARLING_EMBEDDINGS_NAME": "away", "STARLING_EMBEDDINGS_KEY": embeddings,
      "STARLING_SMTP_URL": "smtp://acme:\(mail)@127.0.0.1:9",
    ])
    var planted = try PlantedSecrets(try await run.ready())
    planted.plant("model key", model)
    planted.plant("embeddings key", embeddings)
    planted.plant("mail password", mail)
    try await planted.plantAll()
    #expect(planted.secrets.count >= 18)

    let dump = program.data.appendingPathComponent("dump.sql")
    try await program.postgres().tool(
      "pg_dumpall", ["-h", program.postgres().socketFolder.path, "-U", "postgres", "-f", dump.path]
    ).runOrThrow()
    run.process.send(SIGTERM)
    _ = await run.process.exit.value

    // The start line is what tells the person the setup link; it goes to standard output, not into the log.
    try withoutStartLine(run.log)
    let scan = SecretScan(planted.secrets)
    let keys = URL(fileURLWithPath: program.data.path + ".keys")
    // The dump is one: it holds what may be in it.
    #expect(try await SecretScan(["name": "Northwind Tools"]).findings(in: dump) == ["name: dump.sql"])
    for place in [program.data, keys, run.log] {
      #expect(FileManager.default.fileExists(atPath: place.path))
      #expect(try await scan.findings(in: place) == [], "\(place.path)")
    }
  }

  @Test("are found by the scan in whatever spelling, so that finding none means something")
  func control() async throws {
    let folder = TemporaryFolder()
    let secret = "tulips under/the=bridge"
    let spellings = [
      secret, "\\x00" + Data(("a" + secret).utf8).map { String(format: "%02x", $0) }.joined(),
      "tulips%20under%2Fthe%3Dbridge", Data(secret.utf8).base64EncodedString(),
      Data(("a" + secret + "b").utf8).base64EncodedString(), Data(("ab" + secret + "c").utf8).base64EncodedString(),
    ]
    for (number, text) in spellings.enumerated() {
      try Data("before \0\(text)\n".utf8).write(to: folder.url.appendingPathComponent("\(number)"))
    }
    let found = try await SecretScan(["it": secret]).findings(in: folder.url)
    #expect(found == spellings.indices.map { "it: \($0)" })
    #expect(try await SecretScan(["it": "another"]).findings(in: folder.url) == [])
  }

  private func withoutStartLine(_ log: URL) throws {
    let text = try String(contentsOf: log, encoding: .utf8)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("{\"control\"") }
    #expect(lines.count > 20)
    try Data(lines.joined(separator: "\n").utf8).write(to: log)
  }
}

/// Looks for secrets in files as they are, in hexadecimal (as dumps write bytes), in base64 and percent-encoded.
struct SecretScan {
  private let forms: [(name: String, pattern: String)]

  init(_ secrets: [String: String]) {
    forms = secrets.flatMap { name, secret in Self.spellings(secret).map { (name, $0) } }
  }

  /// `name: file` for each secret found.
  func findings(in place: URL) async throws -> [String] {
    var found: Set<String> = []
    for path in try await files(with: forms.map(\.pattern), in: place) {
      let data = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
      for form in forms where data.range(of: Data(form.pattern.utf8)) != nil {
        found.insert("\(form.name): \(URL(fileURLWithPath: path).lastPathComponent)")
      }
    }
    return found.sorted()
  }

  private func files(with patterns: [String], in place: URL) async throws -> [String] {
    var grep = Tool(
      executable: "grep", arguments: ["-rlaF", "--devices=skip", "-f", "-", place.path])
    grep.input = patterns.joined(separator: "\n") + "\n"
    let output = try await grep.run()
    guard output.errors.isEmpty else { throw Problem(.internal, output.errors) }
    return output.text.split(separator: "\n").map(String.init)
  }

  private static func spellings(_ secret: String) -> [String] {
    let bytes = Data(secret.utf8)
    let hex = bytes.map { String(format: "%02x", $0) }.joined()
    // A text inside base64 starts at one of three places; the outermost letters depend on its neighbours.
    let base64 = (0..<3).map { shift in
      let text = (Data(repeating: 0, count: shift) + bytes).base64EncodedString().replacing("=", with: "")
      return String(text.dropFirst(shift == 0 ? 0 : shift + 1).dropLast(2))
    }
    let percent = secret.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? secret
    return [secret, hex, hex.uppercased(), percent] + base64
  }
}

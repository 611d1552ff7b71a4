import Database
import Foundation
import Kernel
import Logging
import TestKit
import Testing
import Web

@testable import App

@Suite("Doctor", .timeLimit(.minutes(1)))
struct DoctorTests {
  private let folder = TemporaryFolder()

  @Test("every finding that is not good says what to do")
  func remedies() async throws {
    let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let findings = try await Doctor(config([:]), time: .system, logger: quiet).findings()
    #expect(findings.allSatisfy { ($0.level == .good) == ($0.remedy == nil) })
    #expect(
      Set(findings.map(\.check)).isSuperset(of: [
        "libraries", "files", "postgres", "clock", "disk", "port", "control port", "keys", "model", "embeddings",
        "mail",
        "address",
      ]))
    #expect(findings.first { $0.check == "libraries" }?.detail.hasPrefix("libpq 1") == true)
  }

  @Test("a base URL with https needs a certificate or a trusted proxy")
  func https() throws {
    let url = ["STARLING_BASE_URL": "https://social.example.org"]
    #expect(AddressCheck.findings(try config(url).listen).first?.level == .fault)
    let behind = url.merging(["STARLING_TRUSTED_PROXIES": "10.0.0.0/8"]) { $1 }
    #expect(AddressCheck.findings(try config(behind).listen).first?.level == .good)
  }

  @Test("plain http is fine on this machine and a warning elsewhere")
  func plain() throws {
    #expect(AddressCheck.findings(try config([:]).listen).first?.level == .good)
    #expect(AddressCheck.findings(try config(["STARLING_HOST": "0.0.0.0"]).listen).first?.level == .warning)
    #expect(
      AddressCheck.findings(try config(["STARLING_BASE_URL": "http://social.example.org"]).listen).first?.level
        == .warning)
  }

  @Test("keys inside the data folder, or open to others, are faults")
  func keys() throws {
    let data = folder.url.appendingPathComponent("data").path
    #expect(HostCheck.keys(try config(["STARLING_KEYS": data + "/keys"])).level == .fault)
    let keys = folder.url.appendingPathComponent("keys")
    try FileManager.default.createDirectory(
      at: keys, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    #expect(HostCheck.keys(try config(["STARLING_KEYS": keys.path])).level == .fault)
    chmod(keys.path, 0o700)
    #expect(HostCheck.keys(try config(["STARLING_KEYS": keys.path])).level == .good)
  }

  @Test("a model, mail server or database that does not answer is a fault, and no secret is shown")
  func unreachable() async throws {
    let port = try FreePort.pick()
    let settings = [
      "STARLING_MODEL_URL": "http://127.0.0.1:\(port)/v1", "STARLING_MODEL_KEY": "hunter2",
      "STARLING_SMTP_URL": "smtp://me:hunter2@127.0.0.1:\(port)",
      "DATABASE_URL": "postgresql://me:hunter2@127.0.0.1:\(port)/starling",
    ]
    let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let findings = try await Doctor(config(settings), time: .system, logger: quiet).findings()
    for check in ["model", "mail", "postgres"] {
      #expect(findings.first { $0.check == check }?.level == .fault, "\(check)")
    }
    #expect(!findings.map(\.line).joined().contains("hunter2"))
  }

  @Test("a C library that is too old is a fault")
  func libraries() {
    #expect(ProgramCheck.libraries(libpq: 130_012).level == .fault)
    #expect(ProgramCheck.libraries(libpq: 170_004) == .good("libraries", "libpq 17.4"))
  }

  @Test("a control port in use is a fault, unless Starling runs here")
  func controlPort() throws {
    let stub = try StubServer { _ in (200, "{}") }
    defer { stub.stop() }
    let port = try #require(stub.url.split(separator: ":").last)
    let taken = HostCheck.controlPort(try config(["STARLING_CONTROL_PORT": String(port)]))
    #expect(taken.level == .fault && taken.remedy?.contains("STARLING_CONTROL_PORT") == true)
    #expect(HostCheck.controlPort(try config([:])).level == .good)
  }

  @Test("an Ollama that runs here is found, and said how to use")
  func ollama() async throws {
    let stub = try StubServer { $0.path == "/api/tags" ? (200, "{\"models\":[]}") : (404, "{}") }
    defer { stub.stop() }
    let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let findings = try await Doctor(config([:]), ollama: URL(string: stub.url), time: .system, logger: quiet).findings()
    let model = try #require(findings.first { $0.check == "model" })
    #expect(model.level == .warning)
    #expect(model.remedy?.contains("STARLING_MODEL_URL=\(stub.url)/v1") == true)
  }

  @Test("an embedding endpoint is asked for a vector: a fitting one is good, another length a fault, silence a warning")
  func embeddings() async throws {
    func finding(_ stub: String) async throws -> Finding {
      let settings = ["STARLING_EMBEDDINGS_URL": stub + "/v1", "STARLING_EMBEDDINGS_NAME": "e5"]
      let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
      let findings = try await Doctor(config(settings), ollama: nil, time: .system, logger: quiet).findings()
      return try #require(findings.first { $0.check == "embeddings" })
    }
    let fitting = try StubServer { _ in (200, StubVectors.reply(length: 384)) }
    defer { fitting.stop() }
    #expect(try await finding(fitting.url).level == .good)
    let long = try StubServer { _ in (200, StubVectors.reply(length: 1536)) }
    defer { long.stop() }
    let fault = try await finding(long.url)
    #expect(fault.level == .fault && fault.detail.contains("1536 numbers instead of 384"))
    #expect(try await finding("http://127.0.0.1:\(FreePort.pick())").level == .warning)
  }

  @Test(
    "a database of the operator's own is looked at as the start would: database, roles, logins, connections, pooler")
  func outsideDatabase() async throws {
    try await TestDatabase.with { database in
      func findings(worker: Redacted<String>) async throws -> [String: Finding] {
        var config = try config(["STARLING_EMBEDDINGS_URL": "off"])
        config.database.choice = .external(owner: database.superuser, app: database.url(.app), worker: worker)
        config.database.prepared = false
        let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let all = await PostgresCheck(config: config, time: .system, logger: quiet).findings()
        return Dictionary(all.map { ($0.check, $0) }) { $1 }
      }
      let good = try await findings(worker: database.url(.worker))
      for check in ["postgres", "postgres database", "postgres roles", "DATABASE_APP_URL", "DATABASE_WORKER_URL"] {
        #expect(good[check]?.level == .good, "\(check): \(String(describing: good[check]))")
      }
      #expect(good["postgres connections"] != nil)
      #expect(good["postgres pooler"]?.remedy?.contains("DATABASE_DIRECT_URL") == true)
      let unsafe = try await findings(worker: database.superuser)
      #expect(unsafe["DATABASE_WORKER_URL"]?.level == .fault)
      #expect(unsafe["DATABASE_WORKER_URL"]?.detail.contains("superuser") == true)
    }
  }

  private func config(_ environment: [String: String]) throws -> Config {
    var environment = environment
    environment["STARLING_DATA"] = folder.url.appendingPathComponent("data").path
    return try Config.load(RawConfig(environment: environment))
  }
}

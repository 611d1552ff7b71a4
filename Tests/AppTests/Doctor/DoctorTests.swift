import Foundation
import Kernel
import Logging
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
        "postgres", "clock", "disk", "port", "keys", "model", "mail", "address",
      ]))
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

  private func config(_ environment: [String: String]) throws -> Config {
    var environment = environment
    environment["STARLING_DATA"] = folder.url.appendingPathComponent("data").path
    return try Config.load(RawConfig(environment: environment))
  }
}

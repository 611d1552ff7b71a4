import Foundation
import HTTPTypes
import Kernel
import TestKit
import Testing
import Transport

@testable import App

@Suite("The program", .timeLimit(.minutes(3)), .serialized)
struct ProgramTests {
  @Test("starling up answers pages, health and metrics, and SIGTERM stops all of it in order")
  func upAndDown() async throws {
    let program = try InstalledProgram()
    let run = try await program.up()
    let running = try await run.ready()
    let url = try #require(running.url)
    #expect(try await get(url + "/healthz").status == 200)
    #expect(try await get(url + "/status").status == 200)
    #expect(try await get(url + "/nonsense").status == 404)
    #expect(try await get(running.control + "/readyz").status == 200)
    let metrics = try await get(running.control + "/metrics")
    #expect(String(decoding: metrics.body, as: UTF8.self).contains("starling_http_requests_total"))
    #expect(try await get(url + "/metrics").status == 404)
    let children = try program.children()
    #expect(!children.isEmpty)
    run.process.send(SIGTERM)
    #expect(await run.process.exit.value == .code(0), "\(run.text)")
    #expect(children.allSatisfy { !$0.isAlive })
  }

  @Test("kill -9 leaves no orphan, and the next start finds everything as it was")
  func killed() async throws {
    let program = try InstalledProgram()
    let run = try await program.up()
    _ = try await run.ready()
    let children = try program.children()
    run.process.send(SIGKILL)
    _ = await run.process.exit.value
    try await until { children.allSatisfy { !$0.isAlive } }
    let again = try await program.up()
    let running = try await again.ready()
    #expect(try await get(running.control + "/readyz").status == 200)
    again.process.send(SIGINT)
    #expect(await again.process.exit.value == .code(0), "\(again.text)")
  }

  @Test("kill -9 of its Postgres: it is started again, and requests work again")
  func databaseKilled() async throws {
    let program = try InstalledProgram()
    let run = try await program.up()
    let running = try await run.ready()
    let postgres = try #require(try program.children().first)
    kill(postgres.pid, SIGKILL)
    try await until { try program.children().first != nil && program.children().first != postgres }
    try await until { try await get(running.control + "/readyz").status == 200 }
    run.process.send(SIGTERM)
    #expect(await run.process.exit.value == .code(0), "\(run.text)")
  }

  @Test("a worker that joins while Postgres is away waits for it")
  func joinedWhileAway() async throws {
    let program = try InstalledProgram()
    let run = try await program.up()
    _ = try await run.ready()
    kill(try #require(try program.children().first).pid, SIGKILL)
    let worker = try await program.start(["work", "--json"], log: "worker")
    let joined = try await worker.ready()
    #expect(joined.url == nil && !joined.control.isEmpty)
    for process in [worker.process, run.process] {
      process.send(SIGTERM)
      #expect(await process.exit.value == .code(0), "\(worker.text) \(run.text)")
    }
  }

  @Test("it seals and anchors the audit log; audit verify ends with 0, and with 1 once an entry was edited")
  func audit() async throws {
    let program = try InstalledProgram()
    let first = try await program.up()
    _ = try await first.ready()
    let org = IDSource.system.uuid()
    try await program.sql(
      """
      INSERT INTO orgs (id) VALUES ('\(org)');
      INSERT INTO audit_log (org_id, id, at, actor, action, resource)
        VALUES ('\(org)', '\(IDSource.system.uuid())', now(), 'system:test', 'org.create', 'org_1')
      """)
    first.process.send(SIGTERM)
    _ = await first.process.exit.value
    // The one that leads anchors at once, and then every minute.
    let run = try await program.up()
    _ = try await run.ready()
    let anchors = DataFolder(program.data.path).audit.appendingPathComponent("\(OrgID(org)).jsonl")
    try await until { FileManager.default.fileExists(atPath: anchors.path) }
    let intact = try await program.start(["audit", "verify", "--json"], log: "intact")
    #expect(await intact.process.exit.value == .code(0), "\(intact.text)")
    #expect(intact.text.contains("\"last_anchored\":{"), "\(intact.text)")
    try await program.sql(
      "ALTER TABLE audit_log DISABLE TRIGGER USER; UPDATE audit_log SET actor = 'user_x' WHERE org_id = '\(org)'")
    let edited = try await program.start(["audit", "verify", "--org", "\(OrgID(org))"], log: "edited")
    #expect(await edited.process.exit.value == .code(1), "\(edited.text)")
    #expect(edited.text.contains("entry 1 ("), "\(edited.text)")
    try await program.sql(
      "DELETE FROM system.migrations WHERE file LIKE '0401%'; ALTER TABLE audit_log RENAME TO audit_log_of_old")
    let older = try await program.start(["audit", "verify"], log: "older")
    #expect(await older.process.exit.value == .code(1), "\(older.text)")
    #expect(older.text.contains("An older Starling wrote this database (0401_reports.sql"), "\(older.text)")
    run.process.send(SIGTERM)
    _ = await run.process.exit.value
  }

  @Test("starling openapi prints the document without a database")
  func openAPI() async throws {
    let program = try InstalledProgram()
    let run = try await program.start(["openapi"], settings: ["STARLING_RUNTIME": "/nonexistent"])
    #expect(await run.process.exit.value == .code(0), "\(run.text)")
    #expect(run.text == (try await OpenAPIRun.document()))
  }

  @Test("a restore under a running Starling is refused in plain words, and so is a port in use")
  func refusals() async throws {
    let program = try InstalledProgram()
    let run = try await program.up()
    let running = try await run.ready()
    let backup = program.folder.url.appendingPathComponent("backup").path
    let saved = try await program.start(["backup", "--out", backup], log: "saved")
    #expect(await saved.process.exit.value == .code(0), "\(saved.text)")
    let second = try await program.start(["restore", "--from", backup], log: "second")
    #expect(await second.process.exit.value == .code(1), "\(second.text)")
    #expect(second.text.contains("uses the data folder \(program.data.path)"), "\(second.text)")
    #expect(try await get(running.control + "/readyz").status == 200)
    let port = try #require(running.url?.split(separator: ":").last)
    let elsewhere = program.folder.url.appendingPathComponent("other").path
    let third = try await program.start(
      ["up", "--json", "--port", String(port), "--data", elsewhere], settings: ["STARLING_SANDBOX": "off"], log: "third"
    )
    #expect(await third.process.exit.value == .code(1), "\(third.text)")
    #expect(third.text.contains("choose another port"), "\(third.text)")
    run.process.send(SIGTERM)
    _ = await run.process.exit.value
  }

  @Test("a wrong setting ends it at once with every fault named, and without a trace of the value")
  func wrongSettings() async throws {
    let program = try InstalledProgram()
    let settings = ["STARLING_PORT": "hunter2", "STARLING_PROT": "1", "SWIFT_BACKTRACE": "enable=no"]
    let run = try await program.start(["up"], settings: settings)
    #expect(await run.process.exit.value == .code(1))
    #expect(run.text.contains("STARLING_PORT: must be a whole number"))
    #expect(run.text.contains("Did you mean STARLING_PORT?"))
    #expect(!run.text.contains("hunter2"))
  }

  @Test("predictable hashing is refused")
  func hashing() async throws {
    let program = try InstalledProgram()
    let run = try await program.start(["up"], settings: ["SWIFT_DETERMINISTIC_HASHING": "1"])
    #expect(await run.process.exit.value == .code(1))
    #expect(run.text.contains("SWIFT_DETERMINISTIC_HASHING"))
  }

  private func get(_ url: String) async throws -> OutboundReply {
    let endpoints = OperatorEndpoints()
    endpoints.allow(url: url)
    return try await TransportClient(operatorEndpoints: endpoints).send(OutboundRequest(.get, url, purpose: "test"))
  }
}

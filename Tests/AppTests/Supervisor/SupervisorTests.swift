import Foundation
import Kernel
import Logging
import TestKit
import Testing

@testable import App

/// Children are shell one-liners that say in a file when they are up: nothing here waits for a
/// length of time, only for what it is about.
@Suite("Supervisor", .timeLimit(.minutes(1)))
struct SupervisorTests {
  private let folder = TemporaryFolder()
  private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  @Test("a killed service is started again")
  func restartsKilled() async throws {
    let service = try service("steady", "touch up; exec sleep 1000")
    try await service.start()
    let first = try #require(await service.status.pid)
    kill(first, SIGKILL)
    try await until {
      let status = await service.status
      return status.pid != first && status.state == .ready
    }
    #expect(await service.status.restarts == 1)
    await service.stop()
  }

  @Test("a service that fails at its first start says why, with the end of its log")
  func firstStartFails() async throws {
    let service = try service("broken", "echo no disk left on device; exit 3")
    let problem = await #expect(throws: Problem.self) { try await service.start() }
    #expect(problem?.detail.contains("exit code 3") == true)
    #expect(problem?.detail.contains("no disk left on device") == true)
  }

  @Test("a program that is not there is named")
  func noSuchProgram() async throws {
    var spec = spec("absent", "")
    spec.program.executable = "/nonexistent/server"
    let service = SupervisedService(spec, records: folder.url, time: .system, logger: logger)
    let problem = await #expect(throws: Problem.self) { try await service.start() }
    #expect(problem?.detail.contains("/nonexistent/server") == true)
  }

  @Test("stopping asks first, and kills what does not listen")
  func stopKillsStubborn() async throws {
    var spec = spec("stubborn", "trap '' TERM; touch up; while :; do sleep 1000 & wait; done")
    spec.stopGrace = .milliseconds(100)
    let service = SupervisedService(spec, records: folder.url, time: .system, logger: logger)
    try await service.start()
    let pid = try #require(await service.status.pid)
    await service.stop()
    #expect(ProcessIdentity(pid: pid) == nil)
    #expect(await service.status.state == .stopped)
  }

  @Test("stopping twice, or before the start, is fine")
  func stopTwice() async throws {
    let never = try service("never", "exec sleep 1000")
    await never.stop()
    let service = try service("twice", "touch up; exec sleep 1000")
    try await service.start()
    await service.stop()
    await service.stop()
    #expect(await service.status.state == .stopped)
  }

  @Test("services stop in the opposite order of their start")
  func orderedStop() async throws {
    let supervisor = Supervisor(records: folder.url, logs: folder.url, time: .system, logger: logger)
    let note = folder.url.appendingPathComponent("order").path
    for name in ["first", "second", "third"] {
      let script =
        "trap 'echo \(name) >>\(note); exit 0' TERM; touch \(up(name).path); while :; do sleep 1000 & wait; done"
      try await supervisor.start(spec(name, script))
    }
    await supervisor.stopAll()
    #expect(try String(contentsOfFile: note, encoding: .utf8) == "third\nsecond\nfirst\n")
    await supervisor.stopAll()
  }

  @Test("a process that outlived its supervisor is ended before the service starts")
  func endsSurvivor() async throws {
    let orphan = try await ChildProcess.launch(spec("again", "exec sleep 1000").program)
    ProcessRecord(folder: folder.url, service: "again").write(pid: orphan.pid)
    let service = try service("again", "touch up; exec sleep 1000")
    try await service.start()
    #expect(await orphan.exit.value == .signal(SIGTERM))
    await service.stop()
  }

  @Test("a stranger that has the recorded number now is left alone")
  func sparesStranger() async throws {
    let stranger = try await ChildProcess.launch(spec("stranger", "exec sleep 1000").program)
    var identity = try #require(ProcessIdentity(pid: stranger.pid))
    identity.startTicks -= 1
    let record = ProcessRecord(folder: folder.url, service: "mine")
    try JSONEncoder().encode(identity).write(to: record.file)
    let service = try service("mine", "touch up; exec sleep 1000")
    try await service.start()
    #expect(stranger.exit.current == nil)
    await service.stop()
    stranger.send(SIGKILL)
    _ = await stranger.exit.value
  }

  @Test("a service that runs but no longer answers is started again")
  func restartsDeaf() async throws {
    var spec = spec("deaf", "touch up; exec sleep 1000")
    spec.probeInterval = .milliseconds(5)
    let service = SupervisedService(spec, records: folder.url, time: .system, logger: logger)
    try await service.start()
    let first = try #require(await service.status.pid)
    try FileManager.default.removeItem(at: up("deaf"))
    try await until {
      let status = await service.status
      return status.pid != first && status.state == .ready
    }
    await service.stop()
  }

  @Test("kill -9 of the parent leaves no orphan")
  func noOrphan() async throws {
    // The parent is a shell that is killed the hard way, with a child tied to it as ours are to us. Not
    // by SIGINT: a shell makes its background jobs ignore that one.
    let note = folder.url.appendingPathComponent("child").path
    let tied = tiedCommand(
      ChildProgram(
        executable: "/bin/sh", arguments: ["-c", "echo $$ >\(note); exec sleep 1000"], parentDeathSignal: SIGTERM,
        log: folder.url.appendingPathComponent("tied.log")))
    let words = tied.map { "'\($0.replacingOccurrences(of: "'", with: "'\\''"))'" }.joined(separator: " ")
    let parent = try await ChildProcess.launch(spec("parent", "\(words) & wait").program)
    try await until { (try? String(contentsOfFile: note, encoding: .utf8))?.isEmpty == false }
    let child = try #require(
      Int32(try String(contentsOfFile: note, encoding: .utf8).trimmingCharacters(in: .newlines)))
    let identity = try #require(ProcessIdentity(pid: child))
    parent.send(SIGKILL)
    _ = await parent.exit.value
    try await until { !identity.isAlive }
  }

  @Test("waiting doubles from a tenth of a second to half a minute")
  func backoff() {
    let policy = RestartPolicy()
    #expect(policy.delay(failures: 0) == .zero)
    #expect(policy.delay(failures: 1) == .milliseconds(100))
    #expect(policy.delay(failures: 4) == .milliseconds(800))
    #expect(policy.delay(failures: 500) == .seconds(30))
  }

  private func up(_ name: String) -> URL { folder.url.appendingPathComponent(name + ".up") }

  /// `touch up` in the script is what makes it healthy.
  private func spec(_ name: String, _ script: String) -> ServiceSpec {
    let up = up(name)
    let script = "rm -f \(up.path); " + script.replacingOccurrences(of: "touch up", with: "touch \(up.path)")
    let program = ChildProgram(
      executable: "/bin/sh", arguments: ["-c", script], environment: ["PATH": "/usr/bin:/bin"],
      log: folder.url.appendingPathComponent(name + ".log"))
    return ServiceSpec(name: name, program: program) { FileManager.default.fileExists(atPath: up.path) }
  }

  private func service(_ name: String, _ script: String) throws -> SupervisedService {
    SupervisedService(spec(name, script), records: folder.url, time: .system, logger: logger)
  }
}

import Foundation
import Kernel
import TestKit
import Testing

@testable import App

@Suite("Publishing after a restore", .timeLimit(.minutes(3)))
struct RestoredPublishingTests {
  @Test(
    "a post that was due at the backup waits in the restored program, and after resuming for a person's word, unsent")
  func held() async throws {
    let program = try InstalledProgram()
    let run = try await program.start(["up", "--demo", "--json", "--port", "0"], settings: Rehearsal.settings)
    let before = try Rehearsal(try await run.ready())
    // Due, and nobody has taken it: what a backup in the middle of the day holds.
    try await before.worker("pause")
    let publication = try await before.publish()
    let sent = try await before.inSandbox()
    let backup = program.folder.url.appendingPathComponent("backup").path
    let saved = try await program.start(["backup", "--out", backup], log: "saved")
    #expect(await saved.process.exit.value == .code(0), "\(saved.text)")
    run.process.send(SIGTERM)
    #expect(await run.process.exit.value == .code(0), "\(run.text)")

    let restored = try await program.start(["restore", "--from", backup], log: "restored")
    #expect(await restored.process.exit.value == .code(0), "\(restored.text)")
    #expect(restored.text.contains("Publishing is paused"), "\(restored.text)")
    let again = try await program.up(Rehearsal.settings, log: "again")
    let after = try Rehearsal(try await again.ready(), key: before.key)
    try await until { try await after.state(publication).reason == "stopped" }
    #expect(try await after.state(publication).state == "planned")
    #expect(try await after.inSandbox() == sent)
    // Looked for on the account and not found: whether it went out elsewhere since the backup, only a person knows.
    try await after.resume()
    try await until { try await after.state(publication).state == "needs_human" }
    #expect(try await after.state(publication).reason == "restored")
    #expect(try await after.inSandbox() == sent)
    again.process.send(SIGTERM)
    #expect(await again.process.exit.value == .code(0), "\(again.text)")
  }
}

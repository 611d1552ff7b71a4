import Accounts
import Foundation
package import Kernel
import Logging
import Web

/// The demo of this installation: made once, found again at every later start, made anew when it was cut off half-way.
package actor DemoWorkspace {
  private let org: DemoOrg
  private let build: BuildDemo
  private let file: DemoNoteFile
  private let authenticator: any Authenticator
  private let tools: Tools
  private var opening: Task<DemoNote, any Error>?

  init(_ accounts: AccountsPlant, build: BuildDemo, keys: URL, tools: Tools) {
    org = DemoOrg(services: accounts.services)
    authenticator = accounts.authenticator
    file = DemoNoteFile(keys: keys)
    self.build = build
    self.tools = tools
  }

  /// The demo, loaded if it is not there. Whoever asks meanwhile waits for the same one.
  package func open() async throws -> DemoNote {
    if let opening { return try await opening.value }
    let task = Task { try await load() }
    opening = task
    defer { opening = nil }
    return try await task.value
  }

  /// The demo if it is there and whole; nothing is made, but for keys that were revoked.
  package func found() async throws -> DemoNote? {
    guard let note = try file.read(), note.state == .ready, try await org.isThere(note.org) else { return nil }
    return try await withKeys(note)
  }

  /// Whether it was made once and removed by a person since.
  package func wasRemoved() async throws -> Bool {
    guard let note = try file.read(), note.state == .ready else { return false }
    return try await !org.isThere(note.org)
  }

  private func load() async throws -> DemoNote {
    if let note = try await found() { return note }
    let old = try file.read()
    if let old, old.state == .building { try await org.remove(old.org) }
    var note = DemoNote(
      state: .building, org: tools.ids.new(), people: old?.people ?? DemoCast.people(tools.random))
    try file.write(note)
    let started = tools.time.monotonic()
    note = try await made(note)
    note.state = .ready
    try file.write(note)
    let took = (tools.time.monotonic() - started) / .milliseconds(1)
    tools.logger.info("the demo is loaded", metadata: ["org": "\(note.org)", "ms": "\(Int(took))"])
    return note
  }

  private func made(_ begun: DemoNote) async throws -> DemoNote {
    var note = begun
    let owner = try await org.make(
      note.org, name: DemoCast.org, zone: DemoCast.zone, people: DemoCast.members(note.people))
    note.owner = owner
    let trial = try await build.run(
      as: TenantContext(org: note.org, brands: .all, actor: .user(owner)))
    note.lines = DemoNote.Lines(key: "", brief: trial.brief, post: trial.post, connector: trial.connector)
    return try await withKeys(note)
  }

  /// Keys that are missing or revoked are made anew.
  private func withKeys(_ old: DemoNote) async throws -> DemoNote {
    guard let owner = old.owner, var lines = old.lines else { return old }
    var note = old
    if try await !isGood(note.key) {
      note.key = try await org.key(named: "Demo, everything", scopes: ["*"], owner: owner, org: note.org).reveal()
    }
    if try await !isGood(lines.key) {
      lines.key = try await org.key(
        named: "Demo, three lines", scopes: TrialLines.scopes, owner: owner, org: note.org
      ).reveal()
    }
    note.lines = lines
    if note != old, old.state == .ready { try file.write(note) }
    return note
  }

  private func isGood(_ key: String?) async throws -> Bool {
    guard let key, !key.isEmpty else { return false }
    do {
      _ = try await authenticator.authenticate(.bearer(Redacted(key)), requestID: "demo")
      return true
    } catch let problem as Problem where problem.kind == .unauthenticated { return false }
  }
}

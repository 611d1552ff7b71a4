import Foundation
import Kernel
import TestKit
import Testing

@testable import App

@Suite("The commands in README and guides", .timeLimit(.minutes(5)))
struct DocumentedCommandTests {
  @Test("are found, with their words; a call by a name that no PATH has is found too")
  func reading() {
    let page = "Text\n\n    make run     # starts\n    bin/starling backup --out DIR\n    starling up\n    NAME=value\n"
    let commands = DocumentedCommands(in: [page])
    #expect(commands.make == [["run"]])
    #expect(commands.starling == [["backup", "--out", "DIR"]])
    #expect(commands.unreachable == ["    starling up"])
  }

  @Test("of make are targets of the Makefile, and every call of the program names it by its path")
  func targets() throws {
    let commands = try DocumentedCommands.inCheckout()
    let makefile = try String(contentsOf: Checkout.root.appendingPathComponent("Makefile"), encoding: .utf8)
    let targets = Set(makefile.matches(of: /(?m)^([a-z-]+):/).map { String($0.1) })
    #expect(commands.make.count > 5)
    #expect(commands.make.compactMap(\.first).filter { !targets.contains($0) } == [])
    #expect(commands.unreachable == [])
  }

  @Test("of the program are all run, by the launcher of the checkout, and do what they say")
  func run() async throws {
    let commands = try DocumentedCommands.inCheckout().starling
    let launched = try LaunchedProgram()
    let host = try await launched.start(try #require(commands.first { $0.first == "up" }))
    let running = try await host.ready()
    let words = Words(folder: launched.program.folder.url, org: try await launched.org())
    for command in commands where !["up", "restore"].contains(command.first) {
      let run = try await launched.start(command.map(words.filled))
      guard ["gateway", "work"].contains(command.first) else {
        #expect(await run.process.exit.value == .code(0), "\(command): \(run.text)")
        continue
      }
      try await until { run.process.exit.current != nil || run.text.contains("Starling is ready") }
      run.process.send(SIGTERM)
      #expect(await run.process.exit.value == .code(0), "\(command): \(run.text)")
    }
    #expect(running.people?.isEmpty == false)
    host.process.send(SIGTERM)
    #expect(await host.process.exit.value == .code(0), "\(host.text)")
    for command in commands where command.first == "restore" {
      let run = try await launched.start(command.map(words.filled))
      #expect(await run.process.exit.value == .code(0), "\(command): \(run.text)")
    }
    #expect(commands.contains { $0.first == "backup" } && commands.contains { $0.first == "restore" })
  }

  @Test("the launcher says what to do where nothing is built yet")
  func notBuilt() async throws {
    let folder = TemporaryFolder()
    let launcher = Checkout.root.appendingPathComponent("bin/starling").path
    let said = try await Tool(
      executable: launcher, arguments: ["doctor"], environment: ["STARLING_RUNTIME": folder.url.path]
    ).run()
    #expect(!said.succeeded)
    #expect(said.errors.contains("make run"), "\(said.errors)")
  }

  /// What the pages leave open.
  private struct Words {
    var folder: URL
    var org: String

    func filled(_ word: String) -> String {
      if word == "ID" { return org }
      if word == "DIR" { return folder.appendingPathComponent("DIR").path }
      guard word.hasPrefix("/backups/") || word.hasPrefix("OUT/") else { return word }
      return folder.appendingPathComponent(String(word.split(separator: "/").last ?? "")).path
    }
  }
}

/// A checkout's `bin/starling` with a program that is built.
private struct LaunchedProgram {
  let program: InstalledProgram
  private let runtime: URL

  init() throws {
    program = try InstalledProgram()
    runtime = program.folder.url.appendingPathComponent("runtime")
    let manager = FileManager.default
    try manager.createDirectory(at: runtime.appendingPathComponent("app"), withIntermediateDirectories: true)
    try manager.createSymbolicLink(
      at: runtime.appendingPathComponent("app/current"), withDestinationURL: program.folder.url)
    try manager.createSymbolicLink(
      at: runtime.appendingPathComponent("postgres"),
      withDestinationURL: try RuntimeFolder.find(nil).appendingPathComponent("postgres"))
    if let account = try Account.forServices() { try account.own(runtime.path) }
  }

  func start(_ arguments: [String]) async throws -> InstalledProgram.Run {
    try await program.start(
      arguments, by: Checkout.root.appendingPathComponent("bin/starling"),
      settings: ["STARLING_RUNTIME": runtime.path, "STARLING_PORT": "0"],
      log: arguments.map { $0.filter { $0.isLetter } }.joined(separator: "-"))
  }

  /// An organisation's id, as `audit verify` prints it.
  func org() async throws -> String {
    let run = try await start(["audit", "verify", "--json"])
    #expect(await run.process.exit.value == .code(0), "\(run.text)")
    return try String(#require(run.text.firstMatch(of: /org_[0-9a-z]{26}/)).output)
  }
}

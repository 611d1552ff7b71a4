import Foundation
import TestKit
import Testing

@testable import App

@Suite("starling eval, given a bad file")
struct EvalCommandTests {
  private static let commands = [
    ["text", "--suite", "FILE"], ["grounding", "--cases", "FILE"], ["readability", "--cases", "FILE"],
    ["compose", "--briefs", "FILE", "--out", "OUT"], ["voice", "--own", "FILE", "--other", "FILE"],
    ["engagement", "--posts", "FILE"], ["hashtags", "--train", "FILE", "--test", "FILE"],
    ["policy", "--cases", "FILE"],
  ]

  private func run(_ arguments: [String], _ folder: TemporaryFolder) async throws -> Tool.Output {
    let words = arguments.map {
      switch $0 {
      case "FILE": folder.url.appendingPathComponent("cases").path
      case "OUT": folder.url.appendingPathComponent("out").path
      default: $0
      }
    }
    let program = Checkout.root.appendingPathComponent(".build/debug/starling").path
    let libraries = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"]
    return try await Tool(
      executable: program, arguments: ["eval"] + words, environment: libraries.map { ["LD_LIBRARY_PATH": $0] } ?? [:]
    ).run()
  }

  @Test("says in words which file is missing, and fails", arguments: commands)
  func missing(arguments: [String]) async throws {
    let folder = TemporaryFolder()
    let said = try await run(arguments, folder)
    #expect(!said.succeeded)
    #expect(said.errors.contains("/cases") && said.errors.contains("does not exist"), "\(said.errors)")
    #expect(!said.errors.contains("Problem("), "\(said.errors)")
  }

  @Test("says in words what is wrong inside it, and fails", arguments: commands)
  func broken(arguments: [String]) async throws {
    let folder = TemporaryFolder()
    try Data([0x7B, 0xFF, 0xFE, 0x0A]).write(to: folder.url.appendingPathComponent("cases"))
    let said = try await run(arguments, folder)
    #expect(!said.succeeded)
    #expect(said.errors.contains("/cases"), "\(said.errors)")
    #expect(!said.errors.contains("Problem(") && !said.errors.contains("Error("), "\(said.errors)")
  }
}

import Foundation
import Kernel
import Subprocess

/// Runs a program to its end and keeps what it says.
struct Tool: Sendable {
  var executable: String
  var arguments: [String]
  /// Added to PATH, HOME and LC_ALL; nothing else is inherited.
  var environment: [String: String] = [:]
  var account: Account?
  var input = ""
  /// The working folder; `/` when nil.
  var folder: String?

  struct Output: Sendable {
    var text: String
    var errors: String
    var succeeded: Bool
  }

  /// Never throws for a program that fails: `succeeded` says so. Throws when it cannot be started.
  func run() async throws -> Output {
    var command = [executable] + arguments
    if let account { command = asAccount(account, command) }
    var variables: [Environment.Key: String] = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/"]
    for (name, value) in environment { variables[Environment.Key(stringLiteral: name)] = value }
    // env(1), because a path as such is a type of a package that is not ours to import.
    let result = try await Subprocess.run(
      .name("env"), arguments: Arguments(["--chdir=" + (folder ?? "/"), "--"] + command),
      environment: .custom(variables), input: .string(input),
      output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
    return Output(
      text: result.standardOutput, errors: result.standardError, succeeded: result.terminationStatus.isSuccess)
  }

  /// Throws `Problem(.unavailable)` with the program's own words when it fails.
  @discardableResult
  func runOrThrow() async throws -> String {
    let output = try await run()
    guard output.succeeded else {
      let name = URL(fileURLWithPath: executable).lastPathComponent
      let words = (output.errors + output.text).split(separator: "\n").suffix(8).joined(separator: "\n  ")
      throw Problem(.unavailable, "\(name) failed:\n  \(words)")
    }
    return output.text
  }
}

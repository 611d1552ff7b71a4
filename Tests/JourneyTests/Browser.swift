import App
import Foundation
import TestKit

/// Runs the scripts beside this file, which drive Chromium.
enum Browser {
  private static let scripts = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Browser")
  private static let python = Checkout.root.appendingPathComponent(".runtime/test/bin/python").path

  struct Missing: Error, CustomStringConvertible {
    var description: String
  }

  /// What these tests need is part of what they test: without it they fail, and say what to do.
  static func check() throws {
    for file in [python, "/usr/bin/chromium"] where !FileManager.default.isExecutableFile(atPath: file) {
      throw Missing(description: "There is no \(file). Install what the tests need: sh scripts/setup.sh test")
    }
  }

  /// What a script printed, line by line.
  struct Walk: Sendable {
    var text: String
    var isFinished: Bool

    /// What was wrong, where, with the place of a picture.
    var findings: [Finding] { text.split(separator: "\n").compactMap(Finding.init) }
  }

  /// A line of a script, as a person reads it.
  struct Finding: Sendable, CustomStringConvertible {
    var description: String

    /// Nil for a line that tells of a step.
    init?(_ line: Substring) {
      guard var told = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
        let what = told.removeValue(forKey: "finding"), let url = told.removeValue(forKey: "url")
      else { return nil }
      told["at"] = nil
      description = "\(what) at \(url)" + told.sorted { $0.key < $1.key }.map { "\n  \($0.key): \($0.value)" }.joined()
    }
  }

  /// `ready` is the line that a started Starling prints.
  static func walk(_ script: String, _ ready: String) async throws -> Walk {
    let log = FileManager.default.temporaryDirectory.appendingPathComponent("starling-walk-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: log) }
    let environment = ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": NSTemporaryDirectory()]
    let child = try await ChildProcess.launch(
      ChildProgram(
        executable: python, arguments: ["-B", scripts.appendingPathComponent(script).path, ready],
        environment: environment.merging(album) { $1 }, log: log))
    let exit = await child.exit.value
    let text = try String(contentsOf: log, encoding: .utf8)
    return Walk(text: text, isFinished: text.contains("\"done\": true") && [.code(0), .code(1)].contains(exit))
  }

  /// `STARLING_JOURNEY_ALBUM=folder` keeps a picture of every page.
  private static var album: [String: String] {
    ProcessInfo.processInfo.environment.filter { $0.key == "STARLING_JOURNEY_ALBUM" }
  }
}

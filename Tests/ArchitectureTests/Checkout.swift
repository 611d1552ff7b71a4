import Foundation
import Testing

/// What the rules look at: the package's targets in order, and the text of every source file. The
/// real one is read from disk; fixtures are made of a few lines.
struct Checkout: Sendable {
  struct Target: Sendable {
    var name: String
    /// Names of other targets and of modules of other packages.
    var dependencies: Set<String>
  }

  struct File: Sendable {
    /// Relative to the checkout: `Sources/Web/HTML/Escaping.swift`.
    var path: String
    var code: SwiftText

    init(_ path: String, _ text: String) {
      self.path = path
      code = SwiftText(text)
    }

    var isProduct: Bool { path.hasPrefix("Sources/") }
    /// The second part of the path.
    var target: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
  }

  var targets: [Target]
  var files: [File]

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../..").standardizedFileURL

  /// This checkout. Read once.
  static func real() throws -> Checkout { try reading.get() }

  private static let reading = Result { Checkout(targets: try Manifest.targets(), files: try sourceFiles()) }

  private static func sourceFiles() throws -> [File] {
    try ["Sources", "Tests"].flatMap { top in
      let names = FileManager.default.enumerator(atPath: folder.appendingPathComponent(top).path)?.allObjects ?? []
      return try names.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted().map { name in
        let path = "\(top)/\(name)"
        return File(path, try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8))
      }
    }
  }
}

import Foundation
import TestKit

/// The commands that README.md and docs/ tell people to type: lines of indented blocks.
struct DocumentedCommands {
  /// The words after `make`.
  private(set) var make: [[String]] = []
  /// The words after `bin/starling`.
  private(set) var starling: [[String]] = []
  /// Lines that call the program by a name that no PATH has.
  private(set) var unreachable: [String] = []

  init(in pages: [String]) {
    for line in pages.flatMap({ $0.split(separator: "\n") }) where line.hasPrefix("    ") {
      let words = line.prefix { $0 != "#" }.split(separator: " ").map(String.init)
      switch words.first {
      case "make": make.append(Array(words.dropFirst()))
      case "bin/starling": starling.append(Array(words.dropFirst()))
      case "starling": unreachable.append(String(line))
      default: continue
      }
    }
  }

  static func inCheckout() throws -> DocumentedCommands {
    let guides = Checkout.root.appendingPathComponent("docs/guides")
    let names = try FileManager.default.contentsOfDirectory(atPath: guides.path).filter { $0.hasSuffix(".md") }
    let files =
      names.map { guides.appendingPathComponent($0) }
      + ["README.md", "docs/architecture.md", "bench/README.md"].map { Checkout.root.appendingPathComponent($0) }
    return DocumentedCommands(in: try files.map { try String(contentsOf: $0, encoding: .utf8) })
  }
}

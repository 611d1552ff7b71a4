package import Foundation
package import Kernel
import Text

/// What the main job works on: the brand's own files, or the demo brand's.
package struct DemoInput: Sendable {
  var examples: [String]
  /// Posts of somebody else, to measure how well the voice tells the brand apart.
  var brandName: String
  var brief: BriefFile
  package var out: URL

  /// - Parameters:
  ///   - examples: a CSV with a `text` column; the demo brand's when nil.
  ///   - brief: JSON; the demo brand's when nil.
  ///   - platforms: replaces the brief's; nil leaves them.
  /// Throws `Problem` that names the file, and the line or field.
  package init(examples: String?, brief: String?, platforms: [String]?, out: String) throws {
    self.examples = try Self.naming(examples ?? "the demo's posts") {
      try CSVReader.examples(try Self.bytes(examples, demo: "acme-coffee.csv"))
    }
    self.brief = try Self.naming(brief ?? "the demo's brief") {
      try BriefFile.read(try Self.bytes(brief, demo: "acme-brief.json"))
    }
    if let platforms { self.brief.platforms = platforms }
    brandName = examples.map { URL(fileURLWithPath: $0).deletingPathExtension().lastPathComponent } ?? "Acme Coffee"
    self.out = URL(fileURLWithPath: out, isDirectory: true)
  }

  private static func bytes(_ path: String?, demo: String) throws -> [UInt8] {
    guard let path else { return [UInt8](try ResourceFolder(module: "App").data("demo/\(demo)")) }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Problem(.notFound, "There is no file \(path), or it cannot be read.")
    }
    return [UInt8](data)
  }

  private static func naming<Value>(_ file: String, _ read: () throws -> Value) throws -> Value {
    do { return try read() } catch var problem as Problem {
      problem.detail = "\(file): \(problem.detail)"
      throw problem
    }
  }
}

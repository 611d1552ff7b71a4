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
  private let files: (examples: String?, brief: String?)

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
    try Self.check(self.brief.platforms)
    brandName = examples.map { URL(fileURLWithPath: $0).deletingPathExtension().lastPathComponent } ?? "Acme Coffee"
    self.out = URL(fileURLWithPath: out, isDirectory: true)
    files = (examples, brief)
  }

  /// Creates the folder for the report. Throws `Problem(.unavailable)` when this process cannot write there.
  func makeOut(owner: Account? = nil) throws {
    if !FileManager.default.fileExists(atPath: out.path) {
      do { try FileManager.default.createDirectory(at: out, withIntermediateDirectories: true) } catch {
        throw Problem(.unavailable, "Cannot create the folder \(out.path). Name another with --out.")
      }
      try owner?.own(out.path)
    }
    guard owner != nil || FileManager.default.isWritableFile(atPath: out.path) else {
      throw Problem(
        .unavailable,
        "The account \(Account.current) cannot write to \(out.path). Name another folder with --out, or one that does not exist yet."
      )
    }
  }

  /// The files, copied to where another account can read them, as arguments for the command.
  func copied(to folder: URL) throws -> [String] {
    try [("examples", files.examples), ("brief", files.brief)].flatMap { option, path -> [String] in
      guard let path else { return [] }
      let own = folder.appendingPathComponent(option, isDirectory: true)
      let copy = own.appendingPathComponent(URL(fileURLWithPath: path).lastPathComponent)
      try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
      try FileManager.default.copyItem(at: URL(fileURLWithPath: path).resolvingSymlinksInPath(), to: copy)
      return ["--\(option)", copy.path]
    } + ["--platforms", brief.platforms.joined(separator: ","), "--out", out.path]
  }

  private static func bytes(_ path: String?, demo: String) throws -> [UInt8] {
    guard let path else { return [UInt8](try ResourceFolder(module: "App").data("demo/\(demo)")) }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Problem(.notFound, "There is no file \(path), or it cannot be read.")
    }
    return [UInt8](data)
  }

  private static func check(_ platforms: [String]) throws {
    let known = try PlatformRules.load().all.map(\.id).sorted()
    let names = known.joined(separator: ", ")
    guard !platforms.isEmpty else { throw Problem.invalid("/platforms", "Name at least one platform: \(names).") }
    for platform in platforms where !known.contains(platform) {
      throw Problem.invalid("/platforms", "\(platform) is not a platform we write for: \(names).")
    }
  }

  private static func naming<Value>(_ file: String, _ read: () throws -> Value) throws -> Value {
    do { return try read() } catch var problem as Problem {
      problem.detail = "\(file): \(problem.detail)"
      throw problem
    }
  }
}

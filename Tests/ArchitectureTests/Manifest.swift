import Foundation

/// The targets as the package manager itself understands them.
enum Manifest {
  private struct Package: Decodable {
    var targets: [Target]
  }

  private struct Target: Decodable {
    var name: String
    var dependencies: [[String: [Word]]]
  }

  /// `{"byName": ["Kernel", null]}` and `{"product": ["Logging", "swift-log", null, null]}`: the name comes first.
  private enum Word: Decodable {
    case text(String)
    case other

    init(from decoder: any Decoder) throws {
      self = (try? decoder.singleValueContainer().decode(String.self)).map(Word.text) ?? .other
    }

    var text: String? { if case .text(let text) = self { text } else { nil } }
  }

  static func targets() throws -> [Checkout.Target] {
    let package = try JSONDecoder().decode(Package.self, from: dump())
    return package.targets.map { target in
      let names = target.dependencies.compactMap { $0.values.first?.first?.text }
      return Checkout.Target(name: target.name, dependencies: Set(names))
    }
  }

  /// In a scratch folder of its own: the package manager holds a lock on the usual one while it tests.
  private static func dump() throws -> Data {
    let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("starling-dump-\(getpid())")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["swift", "package", "dump-package", "--scratch-path", scratch.path]
    process.currentDirectoryURL = Checkout.folder
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return data
  }
}

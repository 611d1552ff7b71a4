import Foundation
package import Kernel

/// The operator's words, before anyone has judged them. A flag wins over the environment, which
/// wins over the settings file.
package struct RawConfig: Sendable {
  package private(set) var values: [String: String] = [:]
  package private(set) var faults: [Problem.Field] = []

  /// `environment` is the whole of it; names that start with STARLING_ and are unknown are faults.
  package init(flags: [Setting.Name: String] = [:], environment: [String: String], file: String? = nil) {
    if let file { add(RawConfig.lines(of: file), from: "settings file") }
    add(
      environment.filter { $0.key.hasPrefix("STARLING_") || Self.known.contains($0.key) }
        .filter { $0.key != Self.fileVariable }, from: "environment")
    add(flags.reduce(into: [:]) { $0[$1.key] = $1.value }, from: "command line")
  }

  /// Reads this process' environment and the file it names with STARLING_CONFIG. The only place in Starling that does.
  package static func fromProcess(flags: [Setting.Name: String] = [:]) throws -> RawConfig {
    let environment = ProcessInfo.processInfo.environment
    guard environment["SWIFT_DETERMINISTIC_HASHING"] == nil else {
      throw Problem.invalid(
        "SWIFT_DETERMINISTIC_HASHING",
        "It is for the compiler only: unset it. Predictable hashing lets a client make every table slow.")
    }
    guard let path = environment[fileVariable] else { return RawConfig(flags: flags, environment: environment) }
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw Problem.invalid(fileVariable, "Cannot read the settings file \(path) as UTF-8 text.")
    }
    return RawConfig(flags: flags, environment: environment, file: text)
  }

  static let fileVariable = "STARLING_CONFIG"
  private static let known = Set(Setting.all.map(\.name))

  private mutating func add(_ more: [String: String], from source: String) {
    for (name, value) in more.sorted(by: { $0.key < $1.key }) {
      guard Self.known.contains(name) else {
        faults.append(.init(name, "No setting has this name (\(source)).\(Self.suggestion(for: name))"))
        continue
      }
      values[name] = value
    }
  }

  /// `NAME = value` lines; `#` starts a comment line.
  private static func lines(of text: String) -> [String: String] {
    var found: [String: String] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      guard let name = parts.first, !name.hasPrefix("#") else { continue }
      found[name] = parts.count == 2 ? parts[1] : ""
    }
    return found
  }

  private static func suggestion(for name: String) -> String {
    let near = known.map { ($0, $0.editDistance(to: name)) }.min { ($0.1, $0.0) < ($1.1, $1.0) }
    guard let near, near.1 <= 3 else { return "" }
    return " Did you mean \(near.0)?"
  }
}

extension Setting { package typealias Name = String }

extension String {
  /// Levenshtein's.
  fileprivate func editDistance(to other: String) -> Int {
    let other = Array(other.utf8)
    var row = Array(0...other.count)
    for (index, byte) in utf8.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in other.indices {
        let cost = byte == other[column] ? diagonal : diagonal + 1
        diagonal = row[column + 1]
        row[column + 1] = Swift.min(cost, row[column] + 1, diagonal + 1)
      }
    }
    return row[other.count]
  }
}

import Foundation
package import Kernel

/// A file that a user named on the command line.
package struct EvaluationFile: Sendable, Equatable {
  package var path: String

  package init(_ path: String) { self.path = path }

  /// Throws `Problem(.invalid)` when there is no such file or it cannot be read.
  package func bytes() throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Problem.invalid(path, "This file does not exist or cannot be read.")
    }
    return Array(data)
  }

  /// The file's lines without their ends, with numbers from 1; empty lines are skipped, a byte order mark too. Throws
  /// `Problem(.invalid)` naming the first line that is not UTF-8.
  package func lines() throws -> [(number: Int, text: String)] {
    var bytes = try bytes()[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    return try bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
      .compactMap { index, line in
        let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
        guard let text = String(validating: line, as: UTF8.self) else {
          throw Problem.invalid("\(path):\(index + 1)", "This line is not UTF-8. Save the file as UTF-8.")
        }
        return text.isEmpty ? nil : (index + 1, text)
      }
  }

  /// One value for each line of JSON. Throws `Problem(.invalid)` naming the line that is none, or lacks a field.
  package func jsonLines<Value: Decodable>(_ type: Value.Type) throws -> [Value] {
    try lines().map { number, text in
      do {
        return try JSONDecoder().decode(type, from: Data(text.utf8))
      } catch {
        throw Problem.invalid("\(path):\(number)", DecodingWords.of(error))
      }
    }
  }

  /// A line of JSON for each value, over what the file had. Throws `Problem(.invalid)` when it cannot be written.
  package func write(_ values: [some Encodable]) throws {
    let lines = try values.map { try JSONLine.text(of: $0) + "\n" }.joined()
    do {
      try Data(lines.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw Problem.invalid(path, "This file cannot be written. Name a file in a folder that exists.")
    }
  }

  /// The whole file as JSON. Throws `Problem(.invalid)` naming the place that does not fit.
  package func json<Value: Decodable>(_ type: Value.Type) throws -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(try bytes()))
    } catch let problem as Problem {
      throw problem
    } catch {
      throw Problem.invalid(path, DecodingWords.of(error))
    }
  }
}

/// What does not fit, and where, without the decoder's own words.
private enum DecodingWords {
  static func of(_ error: any Error) -> String {
    switch error {
    case DecodingError.keyNotFound(let key, let context):
      "\(place(context.codingPath))The field \(key.stringValue) is missing."
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      "\(place(context.codingPath))This has another type than docs/guides/evaluate.md says."
    default: "This is not valid JSON."
    }
  }

  private static func place(_ path: [any CodingKey]) -> String {
    path.isEmpty ? "" : path.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".") + ": "
  }
}

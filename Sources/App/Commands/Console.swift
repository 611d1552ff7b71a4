import Database
import Foundation
package import Kernel
import Telemetry

/// What a command says to the person or program that ran it, on standard output. Logs go to standard error.
package enum Console {
  package static func say(_ line: String) {
    var rest = Array((line + "\n").utf8)[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
      guard written > 0 else { return }
      rest = rest.dropFirst(written)
    }
  }

  package static func say(json value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    say(String(decoding: try encoder.encode(value), as: UTF8.self))
  }
}

extension Console {
  /// The error in an operator's words; nil for one that is none of ours.
  package static func problem(of error: any Error) -> Problem? {
    switch error {
    case let problem as Problem: problem
    case DatabaseError.unavailable(let reason): Problem(.unavailable, "The database is away: \(reason)")
    case let error as DatabaseError: Problem(.internal, "The database refuses: \(error)")
    default: nil
    }
  }

  /// On standard error: what is wrong, then each fault on a line of its own.
  package static func complain(_ problem: Problem) {
    StandardError.shared.write(line: "starling: " + problem.detail)
    for field in problem.fields { StandardError.shared.write(line: "  \(field.pointer): \(field.message)") }
  }
}

package import Foundation
import Kernel

/// A request that is expected and the reply to it, as a file:
///
///     # a note
///     > POST /v1/chat/completions
///     > authorization: Bearer {key}
///     < 200
///     < content-type: text/event-stream
///
///     data: {"model":"m", …
///     @piece
///     …
///
/// Lines of the body stand for themselves, but for `@piece` (what comes after it is sent on its own), `@hang` (nothing
/// more comes, the connection stays), `@cut` (the connection ends without the reply's end) and `@fill 2000000 a` (so
/// many of that letter, on one line). `===` begins the next exchange. Without `<` lines no reply comes at all.
package struct RecordedExchange: Sendable {
  enum Step: Sendable, Equatable {
    case send([UInt8])
    case hang
    case cut
  }

  var method: String
  var path: String
  /// Names in lower case.
  var requestHeaders: [String: String]
  /// Nil: nothing is answered.
  var status: Int?
  var replyHeaders: [(name: String, value: String)]
  var steps: [Step]

  /// The exchanges of a file in order. `{key}` in a request's headers stands for the key.
  package static func all(in file: URL, key: String) throws -> [RecordedExchange] {
    let text = try String(contentsOf: file, encoding: .utf8).replacingOccurrences(of: "{key}", with: key)
    return try text.components(separatedBy: "\n===\n").map { part in
      guard let exchange = RecordedExchange(part) else {
        throw Problem(.internal, "\(file.lastPathComponent) is no recorded exchange")
      }
      return exchange
    }
  }

  init?(_ text: String) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("# ") }[...]
    var request: [Substring] = []
    while let line = lines.first, line.hasPrefix("> ") {
      request.append(line.dropFirst(2))
      lines.removeFirst()
    }
    var head: [Substring] = []
    while let line = lines.first, line.hasPrefix("< ") {
      head.append(line.dropFirst(2))
      lines.removeFirst()
    }
    let words = (request.first ?? "").split(separator: " ")
    guard words.count == 2 else { return nil }
    method = String(words[0])
    path = String(words[1])
    requestHeaders = Dictionary(Self.headers(request.dropFirst()), uniquingKeysWith: { first, _ in first })
    status = head.first.flatMap { Int($0) }
    replyHeaders = Self.headers(head.dropFirst())
    steps = Self.steps(lines.dropFirst())
  }

  private static func headers(_ lines: ArraySlice<Substring>) -> [(name: String, value: String)] {
    lines.compactMap { line in
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { return nil }
      return (parts[0].lowercased(), parts[1].trimmingCharacters(in: .whitespaces))
    }
  }

  private static func steps(_ lines: ArraySlice<Substring>) -> [Step] {
    var steps: [Step] = []
    var bytes: [UInt8] = []
    func flush() {
      if !bytes.isEmpty { steps.append(.send(bytes)) }
      bytes = []
    }
    for line in lines {
      let words = line.split(separator: " ")
      switch words.first {
      case "@piece": flush()
      case "@hang":
        flush()
        steps.append(.hang)
      case "@cut":
        flush()
        steps.append(.cut)
      case "@fill" where words.count == 3:
        bytes += [UInt8](repeating: words[2].utf8.first ?? 0x61, count: Int(words[1]) ?? 0)
      default: bytes += Array(line.utf8) + [0x0A]
      }
    }
    flush()
    return steps
  }
}

import Contracts

extension AuditEntry {
  /// One spelling for the same facts: keys sorted, no white space. Ids, hashes and words are checked to
  /// be such, so that no name, address or text can slip into a log that cannot be erased.
  func canonicalFacts() throws -> String {
    let members = try facts.sorted { $0.key < $1.key }.map { key, fact in
      "\"\(try Self.word(key))\":\(try Self.json(fact))"
    }
    return "{" + members.joined(separator: ",") + "}"
  }

  private static func json(_ fact: Fact) throws -> String {
    switch fact {
    case .id(let text), .hash(let text), .word(let text): "\"\(try word(text))\""
    case .number(let number): String(number)
    case .flag(let flag): flag ? "true" : "false"
    }
  }

  private static func word(_ text: String) throws -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: ":"):
        true
      default: false
      }
    }
    guard isPlain, text.utf8.count <= 128 else { throw AuditFactError.notAFact(text.count) }
    return text
  }
}

/// A programming error: something other than an id, hash, number or stable word was to be logged.
enum AuditFactError: Error {
  case notAFact(Int)
}

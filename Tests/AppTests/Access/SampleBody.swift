import Kernel

@testable import Web

/// The smallest body that passes a schema. Ids in it are those of nothing.
enum SampleBody {
  static func make(_ schema: Schema) -> JSONValue {
    switch schema.shape {
    case .object(let fields):
      .object(fields.filter(\.isRequired).map { JSONMember($0.name, make($0.schema)) })
    case .array(let items, let count, _): .array((0..<count.lowerBound).map { _ in make(items) })
    case .map: [:]
    case .string(let rules): .string(text(rules))
    case .integer(let range): .integer(Int64(range.contains(1) ? 1 : range.lowerBound))
    case .number(let range): .number(range.contains(1) ? 1 : range.lowerBound)
    case .boolean: true
    case .any: [:]
    case .union(let discriminator, let cases): union(discriminator, cases)
    }
  }

  /// An id of nothing.
  static func id(_ prefix: String) -> String { prefix + "_" + Base32.encode(IDSource.system.uuid()) }

  private static func union(_ discriminator: String, _ cases: [(tag: String, schema: Schema)]) -> JSONValue {
    guard let first = cases.first, case .object(let members) = make(first.schema) else { return .null }
    return .object(members.filter { $0.name != discriminator } + [JSONMember(discriminator, .string(first.tag))])
  }

  private static func text(_ rules: StringRules) -> String {
    switch rules.form {
    case .line, .text, .verbatim, .slug: String(repeating: "a", count: max(1, rules.length.lowerBound))
    case .id(let prefix): id(prefix)
    case .choice(let values): values.first ?? ""
    case .instant: "2030-01-01T10:00:00Z"
    case .day: "2030-01-01"
    case .zone: "Europe/Berlin"
    case .language: "en"
    case .url: "https://example.org/"
    case .email: "nobody@example.org"
    case .color: "#112233"
    case .base64: "YWFh"
    }
  }
}

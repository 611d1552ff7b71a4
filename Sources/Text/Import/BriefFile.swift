import Foundation
import Kernel

/// A brief as a person writes it in JSON, for the command line and imports.
package struct BriefFile: Codable, Sendable, Equatable {
  package var topic: String
  package var audience: String?
  package var tone: String?
  package var languages: [String]
  package var platforms: [String]
  package var regions: [String]
  package var competitors: [String]
  package var competitorPosts: [String]
  package var constraints: [String]
  package var facts: [String]
  package var offer: String?
  package var link: String?
  package var callToAction: String?
  /// Somebody pays for the post, so it must say so.
  package var paid: Bool
  /// What the slots of a template hold, by name.
  package var slots: [String: String]

  enum CodingKeys: String, CodingKey, CaseIterable {
    case topic, audience, tone, languages, platforms, regions, competitors, constraints, facts, offer, link, paid, slots
    case competitorPosts = "competitor_posts"
    case callToAction = "call_to_action"
  }

  /// Throws `Problem(.invalid)` with one field-level message (JSON pointer) per mistake, all at once.
  package static func read(_ bytes: [UInt8]) throws -> BriefFile {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Problem.invalid("", "The brief is not UTF-8 text.")
    }
    let object: Any
    do {
      object = try JSONSerialization.jsonObject(with: Data(text.utf8))
    } catch {
      throw Problem.invalid("", "The brief is not JSON.")
    }
    guard let values = object as? [String: Any] else { throw Problem.invalid("", "The brief must be a JSON object.") }
    let (brief, mistakes) = BriefFields.read(values)
    guard mistakes.isEmpty else {
      throw Problem(.invalid, "The brief has \(mistakes.count) mistake(s).", fields: mistakes)
    }
    return brief
  }
}

/// A brief from loose values by field name.
struct BriefFields {
  private let values: [String: Any]
  private var mistakes: [Problem.Field] = []

  static func read(_ values: [String: Any]) -> (brief: BriefFile, mistakes: [Problem.Field]) {
    var reader = BriefFields(values)
    let brief = reader.brief()
    return (brief, reader.mistakes)
  }

  private init(_ values: [String: Any]) {
    self.values = values
    let known = Set(BriefFile.CodingKeys.allCases.map(\.rawValue))
    mistakes = values.keys.filter { !known.contains($0) }.sorted().map {
      Problem.Field("/\($0)", "There is no such field.")
    }
  }

  private mutating func brief() -> BriefFile {
    BriefFile(
      topic: required(.topic, most: 500), audience: string(.audience, most: 500), tone: string(.tone, most: 200),
      languages: strings(.languages, most: 20, length: 35, fallback: ["en"]),
      platforms: strings(.platforms, most: 12, length: 40),
      regions: strings(.regions, most: 50, length: 35), competitors: strings(.competitors, most: 50, length: 200),
      competitorPosts: strings(.competitorPosts, most: 20, length: 3000),
      constraints: strings(.constraints, most: 50, length: 500), facts: strings(.facts, most: 100, length: 1000),
      offer: string(.offer, most: 500), link: link(), callToAction: string(.callToAction, most: 200),
      paid: boolean(.paid), slots: texts(.slots, most: 20, length: 500))
  }

  private mutating func texts(_ key: BriefFile.CodingKeys, most: Int, length: Int) -> [String: String] {
    guard let value = values[key.rawValue], !(value is NSNull) else { return [:] }
    guard let members = value as? [String: Any] else {
      fail("/\(key.rawValue)", "Must be an object with a text for each slot.")
      return [:]
    }
    guard members.count <= most else {
      fail("/\(key.rawValue)", "Must have at most \(most) entries; it has \(members.count).")
      return [:]
    }
    var texts: [String: String] = [:]
    for (name, value) in members { texts[name] = checked(value, "/\(key.rawValue)/\(name)", most: length) }
    return texts
  }

  private mutating func fail(_ pointer: String, _ message: String) { mistakes.append(Problem.Field(pointer, message)) }

  private mutating func required(_ key: BriefFile.CodingKeys, most: Int) -> String {
    if let value = string(key, most: most) { return value }
    if !mistakes.contains(where: { $0.pointer == "/\(key.rawValue)" }) {
      fail("/\(key.rawValue)", "Say what the post is about.")
    }
    return ""
  }

  private mutating func boolean(_ key: BriefFile.CodingKeys) -> Bool {
    guard let value = values[key.rawValue], !(value is NSNull) else { return false }
    // JSONSerialization gives a number for true and 1 alike; only the former is a CFBoolean's "c".
    guard let number = value as? NSNumber, String(cString: number.objCType) == "c" else {
      fail("/\(key.rawValue)", "Must be true or false.")
      return false
    }
    return number.boolValue
  }

  private mutating func string(_ key: BriefFile.CodingKeys, most: Int) -> String? {
    guard let value = values[key.rawValue], !(value is NSNull) else { return nil }
    return checked(value, "/\(key.rawValue)", most: most)
  }

  /// nil with a mistake noted, or nil for an empty text.
  private mutating func checked(_ value: Any, _ pointer: String, most: Int) -> String? {
    guard let text = value as? String else {
      fail(pointer, "Must be text.")
      return nil
    }
    guard !text.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" && $0 != "\t" && $0 != "\r" }) else {
      fail(pointer, "Must not contain control characters.")
      return nil
    }
    guard text.count <= most else {
      fail(pointer, "Must have at most \(most) characters; it has \(text.count).")
      return nil
    }
    let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
    return trimmed.isEmpty ? nil : trimmed
  }

  private mutating func strings(
    _ key: BriefFile.CodingKeys, most: Int, length: Int, fallback: [String] = []
  ) -> [String] {
    let pointer = "/\(key.rawValue)"
    guard let value = values[key.rawValue], !(value is NSNull) else { return fallback }
    guard let list = value as? [Any] else {
      fail(pointer, "Must be a list of texts.")
      return fallback
    }
    guard list.count <= most else {
      fail(pointer, "Must have at most \(most) entries; it has \(list.count).")
      return fallback
    }
    let items = list.enumerated().compactMap { checked($1, "\(pointer)/\($0)", most: length) }
    return items.isEmpty ? fallback : items
  }

  private mutating func link() -> String? {
    guard let link = string(.link, most: 2000) else { return nil }
    guard PostValidity.isURL(link) else {
      fail("/link", "Must be a whole address that begins with https:// or http://.")
      return nil
    }
    return link
  }
}

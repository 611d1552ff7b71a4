import Foundation
import OrderedCollections

/// Why a record is not what its lexicon says, with the path to the place.
struct LexiconFault: Error, Equatable { var words: String }

/// The checks of `@atproto/lexicon` that the records of this sandbox need.
enum Lexicon {
  static func object(_ value: JSON?, _ path: String) throws(LexiconFault) -> JSON {
    guard let value, value.object != nil else { throw LexiconFault(words: "\(path) must be an object") }
    return value
  }

  static func member(_ name: String, of value: JSON, _ path: String) throws(LexiconFault) -> JSON {
    guard let member = value[name], !member.isNull else {
      throw LexiconFault(words: "\(path) must have the property \"\(name)\"")
    }
    return member
  }

  @discardableResult
  static func string(
    _ value: JSON, _ path: String, maxBytes: Int? = nil, maxGraphemes: Int? = nil
  ) throws(LexiconFault) -> String {
    guard let text = value.string else { throw LexiconFault(words: "\(path) must be a string") }
    if let maxBytes, text.utf8.count > maxBytes {
      throw LexiconFault(words: "\(path) must not be longer than \(maxBytes) characters")
    }
    if let maxGraphemes, text.count > maxGraphemes {
      throw LexiconFault(words: "\(path) must not be longer than \(maxGraphemes) graphemes")
    }
    return text
  }

  static func array(_ value: JSON, _ path: String, max: Int? = nil) throws(LexiconFault) -> [JSON] {
    guard let items = value.array else { throw LexiconFault(words: "\(path) must be an array") }
    if let max, items.count > max { throw LexiconFault(words: "\(path) must not have more than \(max) elements") }
    return items
  }

  static func integer(_ value: JSON, _ path: String, min: Int) throws(LexiconFault) -> Int {
    guard let number = value.int else { throw LexiconFault(words: "\(path) must be an integer") }
    guard number >= min else { throw LexiconFault(words: "\(path) can not be less than \(min)") }
    return number
  }

  static func datetime(_ value: JSON, _ path: String) throws(LexiconFault) {
    guard Timestamp.parse(try string(value, path)) != nil else {
      throw LexiconFault(words: "\(path) must be an valid atproto datetime (both RFC-3339 and ISO-8601)")
    }
  }

  static func language(_ value: JSON, _ path: String) throws(LexiconFault) {
    let pattern = /[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*|i(?:-[A-Za-z0-9]{1,8})+/
    guard try string(value, path).wholeMatch(of: pattern) != nil else {
      throw LexiconFault(words: "\(path) must be a well-formed BCP 47 language tag")
    }
  }

  static func did(_ value: JSON, _ path: String) throws(LexiconFault) {
    guard isDID(try string(value, path)) else { throw LexiconFault(words: "\(path) must be a valid did") }
  }

  static func uri(_ value: JSON, _ path: String) throws(LexiconFault) {
    guard try string(value, path, maxBytes: 8192).wholeMatch(of: /[a-z][a-z.\-]{0,80}:[\x21-\x7e]+/) != nil else {
      throw LexiconFault(words: "\(path) must be a uri")
    }
  }

  static func strongRef(_ value: JSON, _ path: String) throws(LexiconFault) {
    let ref = try object(value, path)
    let uri = try string(try member("uri", of: ref, path), path + "/uri")
    guard uri.wholeMatch(of: /at:\/\/[^\/\s]+\/[^\/\s]+\/[^\/\s]+/) != nil else {
      throw LexiconFault(words: "\(path)/uri must be a valid at-uri")
    }
    guard ContentIdentifier.bytes(try string(try member("cid", of: ref, path), path + "/cid")) != nil else {
      throw LexiconFault(words: "\(path)/cid must be a cid string")
    }
  }

  /// `accept` is a MIME type or `image/*`.
  static func blob(_ value: JSON, _ path: String, accept: String, maxBytes: Int) throws(LexiconFault) {
    let fault = LexiconFault(words: "\(path) should be a blob ref")
    guard value["$type"] == "blob", let link = value["ref"]?["$link"]?.string, ContentIdentifier.bytes(link) != nil,
      let type = value["mimeType"]?.string, let size = value["size"]?.int
    else { throw fault }
    guard accept == type || (accept.hasSuffix("/*") && type.hasPrefix(accept.dropLast())) else {
      throw LexiconFault(words: "\(path) must be of type \(accept)")
    }
    guard size <= maxBytes else { throw LexiconFault(words: "\(path) must not be larger than \(maxBytes) bytes") }
  }

  static func isDID(_ text: String) -> Bool {
    text.utf8.count <= 2048 && text.wholeMatch(of: /did:[a-z]+:[a-zA-Z0-9._:%\-]*[a-zA-Z0-9._\-]/) != nil
  }

  static func isHandle(_ text: String) -> Bool {
    text.utf8.count <= 253
      && text.wholeMatch(
        of: /([a-zA-Z0-9]([a-zA-Z0-9\-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z]([a-zA-Z0-9\-]{0,61}[a-zA-Z0-9])?/)
        != nil
  }

  static func isNSID(_ text: String) -> Bool {
    text.utf8.count <= 317
      && text.wholeMatch(
        of: /[a-zA-Z]([a-zA-Z0-9\-]{0,62})?(\.[a-zA-Z0-9]([a-zA-Z0-9\-]{0,61}[a-zA-Z0-9])?)+\.[a-zA-Z][a-zA-Z0-9]{0,62}/
      )
        != nil
  }

  static func isTID(_ text: String) -> Bool {
    text.wholeMatch(of: /[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}/) != nil
  }

  static func isRecordKey(_ text: String) -> Bool {
    text != "." && text != ".." && text.wholeMatch(of: /[a-zA-Z0-9_~.:\-]{1,512}/) != nil
  }

  /// The AT Protocol's data model has no numbers with a fraction.
  static func hasFraction(_ value: JSON) -> Bool {
    switch value {
    case .double: true
    case .array(let items): items.contains(where: hasFraction)
    case .object(let members): members.values.contains(where: hasFraction)
    default: false
    }
  }
}

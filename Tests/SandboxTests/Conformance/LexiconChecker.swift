import Foundation
import OrderedCollections
import Sandbox

/// Holds JSON against the AT Protocol's lexicon files. Reads the schemas themselves, so it shares nothing
/// with the checks inside the sandbox.
struct LexiconChecker {
  let folder: URL

  /// Faults of a value under `com.example.method` or `com.example.defs#name`, by path; empty when it fits.
  func faults(_ value: JSON, _ reference: String) -> [String] {
    let parts = reference.split(separator: "#", maxSplits: 1).map(String.init)
    guard let schema = definition(parts[0], parts.count > 1 ? parts[1] : "main") else {
      return ["no lexicon \(reference)"]
    }
    return check(value, schema, parts[0], "$")
  }

  /// The schema of a method's input or output.
  func faults(_ value: JSON, method: String, _ side: String) -> [String] {
    guard let schema = definition(method, "main")?[side]?["schema"] else { return ["\(method) has no \(side)"] }
    return check(value, schema, method, "$")
  }

  /// Names of the method's parameters or body members that the lexicon does not know.
  func knows(method: String, parameter: String) -> Bool {
    definition(method, "main")?["parameters"]?["properties"]?[parameter] != nil
  }

  func errors(method: String) -> [String] {
    (definition(method, "main")?["errors"]?.array ?? []).compactMap { $0["name"]?.string }
  }

  private func definition(_ id: String, _ name: String) -> JSON? {
    let file = folder.appendingPathComponent(id.replacingOccurrences(of: ".", with: "/") + ".json")
    guard let data = FileManager.default.contents(atPath: file.path) else { return nil }
    return try? JSON(parsing: data)["defs"]?[name]
  }

  private func check(_ value: JSON, _ schema: JSON, _ id: String, _ path: String) -> [String] {
    switch schema["type"]?.string {
    case "object": return object(value, schema, id, path)
    case "record": return schema["record"].map { object(value, $0, id, path) } ?? []
    case "array": return array(value, schema, id, path)
    case "string": return string(value, schema, path)
    case "integer": return value.int == nil ? ["\(path): no integer"] : []
    case "boolean": return value.bool == nil ? ["\(path): no boolean"] : []
    case "ref": return reference(value, schema["ref"]?.string ?? "", id, path)
    case "union": return union(value, schema, id, path)
    case "blob": return value["$type"] == "blob" && value["ref"]?["$link"]?.string != nil ? [] : ["\(path): no blob"]
    case "unknown": return value.object == nil ? ["\(path): no object"] : []
    default: return ["\(path): schema of type \(schema["type"]?.string ?? "none")"]
    }
  }

  private func object(_ value: JSON, _ schema: JSON, _ id: String, _ path: String) -> [String] {
    guard let members = value.object else { return ["\(path): no object"] }
    let nullable = (schema["nullable"]?.array ?? []).compactMap(\.string)
    var faults: [String] = []
    for name in (schema["required"]?.array ?? []).compactMap(\.string) where members[name] == nil {
      faults.append("\(path)/\(name): missing")
    }
    for (name, property) in schema["properties"]?.object ?? [:] {
      guard let member = members[name], !(member.isNull && nullable.contains(name)) else { continue }
      faults += check(member, property, id, "\(path)/\(name)")
    }
    return faults
  }

  private func array(_ value: JSON, _ schema: JSON, _ id: String, _ path: String) -> [String] {
    guard let items = value.array else { return ["\(path): no array"] }
    if let most = schema["maxLength"]?.int, items.count > most { return ["\(path): more than \(most)"] }
    guard let item = schema["items"] else { return [] }
    return items.enumerated().flatMap { check($0.element, item, id, "\(path)/\($0.offset)") }
  }

  private func string(_ value: JSON, _ schema: JSON, _ path: String) -> [String] {
    guard let text = value.string else { return ["\(path): no string"] }
    if let most = schema["maxLength"]?.int, text.utf8.count > most { return ["\(path): over \(most) bytes"] }
    if let most = schema["maxGraphemes"]?.int, text.count > most { return ["\(path): over \(most) graphemes"] }
    guard let format = schema["format"]?.string else { return [] }
    return matches(text, format) ? [] : ["\(path): no \(format): \(text)"]
  }

  private func matches(_ text: String, _ format: String) -> Bool {
    switch format {
    case "did": text.wholeMatch(of: /did:[a-z]+:[A-Za-z0-9._:%\-]+/) != nil
    case "handle": text.wholeMatch(of: /([A-Za-z0-9\-]+\.)+[A-Za-z][A-Za-z0-9\-]*/) != nil
    case "at-uri": text.wholeMatch(of: /at:\/\/[^\/]+(\/[a-zA-Z0-9.\-]+(\/[A-Za-z0-9._~:\-]+)?)?/) != nil
    case "cid": text.wholeMatch(of: /baf[yk]rei[a-z2-7]{52}/) != nil
    case "tid": text.wholeMatch(of: /[2-7a-j][2-7a-z]{12}/) != nil
    case "datetime": text.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+\-]\d\d:\d\d)/) != nil
    case "uri": text.wholeMatch(of: /[a-z]+:\S+/) != nil
    default: !text.isEmpty
    }
  }

  private func reference(_ value: JSON, _ reference: String, _ id: String, _ path: String) -> [String] {
    let whole = reference.hasPrefix("#") ? id + reference : reference
    let parts = whole.split(separator: "#", maxSplits: 1).map(String.init)
    guard let schema = definition(parts[0], parts.count > 1 ? parts[1] : "main") else { return ["no lexicon \(whole)"] }
    return check(value, schema, parts[0], path)
  }

  private func union(_ value: JSON, _ schema: JSON, _ id: String, _ path: String) -> [String] {
    guard let type = value["$type"]?.string else { return ["\(path): no $type"] }
    let choices = (schema["refs"]?.array ?? []).compactMap(\.string).map { $0.hasPrefix("#") ? id + $0 : $0 }
    guard choices.contains(type) else { return schema["closed"] == true ? ["\(path): \(type) not allowed"] : [] }
    return reference(value, type, id, path)
  }
}

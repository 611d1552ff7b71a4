import Foundation
import OrderedCollections
import Sandbox

/// Holds JSON against the component schemas of an OpenAPI 3.1 document (the keywords that Mastodon's uses).
struct OpenAPIChecker {
  let schemas: JSON

  init?(_ data: Data) {
    guard let schemas = try? JSON(parsing: data)["components"]?["schemas"] else { return nil }
    self.schemas = schemas
  }

  func faults(_ value: JSON, _ name: String) -> [String] {
    schemas[name].map { check(value, $0, "$") } ?? ["no schema \(name)"]
  }

  private func check(_ value: JSON, _ schema: JSON, _ path: String) -> [String] {
    let types = schema["type"]?.string.map { [$0] } ?? schema["type"]?.array?.compactMap(\.string) ?? []
    if value.isNull, types.contains("null") { return [] }
    if let reference = schema["$ref"]?.string {
      return schemas[reference.split(separator: "/").last.map(String.init) ?? ""].map { check(value, $0, path) }
        ?? ["\(path): no \(reference)"]
    }
    for choice in ["oneOf", "anyOf"] {
      guard let options = schema[choice]?.array else { continue }
      let results = options.map { check(value, $0, path) }
      return results.contains { $0.isEmpty } ? [] : results.min { $0.count < $1.count } ?? []
    }
    let parts = (schema["allOf"]?.array ?? []).flatMap { check(value, $0, path) }
    return parts + typed(value, types, path) + choices(value, schema, path) + members(value, schema, path)
      + items(value, schema, path) + format(value, schema, path)
  }

  private func typed(_ value: JSON, _ types: [String], _ path: String) -> [String] {
    guard !types.isEmpty else { return [] }
    let actual: [String] =
      switch value {
      case .null: ["null"]
      case .bool: ["boolean"]
      case .int: ["integer", "number"]
      case .double: ["number"]
      case .string: ["string"]
      case .array: ["array"]
      case .object: ["object"]
      }
    return Set(actual).isDisjoint(with: types) ? ["\(path): \(actual[0]) for \(types)"] : []
  }

  private func choices(_ value: JSON, _ schema: JSON, _ path: String) -> [String] {
    guard let allowed = schema["enum"]?.array else { return [] }
    return allowed.contains(value) ? [] : ["\(path): \(value.text) not in the list"]
  }

  private func members(_ value: JSON, _ schema: JSON, _ path: String) -> [String] {
    guard let members = value.object else { return [] }
    let missing = (schema["required"]?.array ?? []).compactMap(\.string).filter { members[$0] == nil }
    let inside = (schema["properties"]?.object ?? [:]).flatMap { name, property in
      members[name].map { check($0, property, "\(path)/\(name)") } ?? []
    }
    return missing.map { "\(path)/\($0): missing" } + inside
  }

  private func items(_ value: JSON, _ schema: JSON, _ path: String) -> [String] {
    guard let list = value.array, let item = schema["items"] else { return [] }
    return list.enumerated().flatMap { check($0.element, item, "\(path)/\($0.offset)") }
  }

  private func format(_ value: JSON, _ schema: JSON, _ path: String) -> [String] {
    guard let text = value.string, let format = schema["format"]?.string else { return [] }
    let fits =
      switch format {
      case "date-time": text.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+\-]\d\d:\d\d)/) != nil
      case "date": text.wholeMatch(of: /\d{4}-\d\d-\d\d/) != nil
      case "uri": text.isEmpty || text.wholeMatch(of: /[a-z]+:\S+/) != nil
      default: true
      }
    return fits ? [] : ["\(path): no \(format): \(text)"]
  }
}

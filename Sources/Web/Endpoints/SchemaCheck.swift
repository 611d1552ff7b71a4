package import Kernel

/// Holds a tree against a schema. Finds all faults at once (up to 50) and gives the tree back with its texts
/// normalised.
package struct SchemaCheck {
  package private(set) var faults: [Problem.Field] = []
  private static let maxFaults = 50

  /// The normalised body, or `Problem(.invalid)` with a field per fault.
  package static func body(_ tree: JSONValue, against schema: Schema) throws -> JSONValue {
    var check = SchemaCheck()
    let value = check.value(tree, schema, at: "")
    guard check.faults.isEmpty else { throw check.problem }
    return value
  }

  package init() {}

  package var problem: Problem {
    let count = faults.count
    let detail = count == 1 ? faults[0].message : "\(count) fields need another value."
    return Problem(.invalid, detail, fields: faults)
  }

  private mutating func fault(_ pointer: String, _ message: String) {
    if faults.count < Self.maxFaults { faults.append(.init(pointer, message)) }
  }

  /// The normalised value; faults are collected.
  package mutating func value(_ tree: JSONValue, _ schema: Schema, at pointer: String) -> JSONValue {
    if tree == .null {
      if !schema.isNullable, !isAny(schema) { fault(pointer, "This must not be null.") }
      return .null
    }
    switch schema.shape {
    case .object(let fields): return object(tree, fields, at: pointer)
    case .array(let items, let count, let unique): return array(tree, items, count, unique, at: pointer)
    case .map(let values, let count): return map(tree, values, count, at: pointer)
    case .string(let rules): return string(tree, rules, at: pointer)
    case .integer(let range): return integer(tree, range, at: pointer)
    case .number(let range): return number(tree, range, at: pointer)
    case .boolean: return boolean(tree, at: pointer)
    case .any(let maxBytes): return any(tree, maxBytes, at: pointer)
    case .union(let discriminator, let cases): return union(tree, discriminator, cases, at: pointer)
    }
  }

  private func isAny(_ schema: Schema) -> Bool { if case .any = schema.shape { true } else { false } }
}

extension SchemaCheck {
  private mutating func object(_ tree: JSONValue, _ fields: [SchemaField], at pointer: String) -> JSONValue {
    guard case .object(let members) = tree else { return wrong(tree, "an object", at: pointer) }
    for field in fields where field.isRequired && !members.contains(where: { $0.name == field.name }) {
      fault(pointer + "/" + field.name, "This is required.")
    }
    return .object(
      members.compactMap { member in
        let place = pointer + "/" + Self.escaped(member.name)
        guard let field = fields.first(where: { $0.name == member.name }) else {
          fault(place, "There is no such field.")
          return nil
        }
        return JSONMember(member.name, value(member.value, field.schema, at: place))
      })
  }

  private mutating func array(
    _ tree: JSONValue, _ schema: Schema, _ count: ClosedRange<Int>, _ unique: Bool, at pointer: String
  ) -> JSONValue {
    guard case .array(let items) = tree else { return wrong(tree, "a list", at: pointer) }
    if items.count < count.lowerBound { fault(pointer, "At least \(Self.counted(count.lowerBound, "item")) needed.") }
    guard items.count <= count.upperBound else {
      fault(pointer, "At most \(Self.counted(count.upperBound, "item")) allowed, \(items.count) given.")
      return .array([])
    }
    let checked = items.enumerated().map { value($0.element, schema, at: "\(pointer)/\($0.offset)") }
    if unique {
      for (index, item) in checked.enumerated() where checked[..<index].contains(item) {
        fault("\(pointer)/\(index)", "This is in the list twice.")
      }
    }
    return .array(checked)
  }

  private mutating func map(
    _ tree: JSONValue, _ schema: Schema, _ count: ClosedRange<Int>, at pointer: String
  ) -> JSONValue {
    guard case .object(let members) = tree else { return wrong(tree, "an object", at: pointer) }
    guard count.contains(members.count) else {
      fault(pointer, "Between \(count.lowerBound) and \(count.upperBound) entries are allowed.")
      return .object([])
    }
    let names = StringRules(.line, 1...200)
    return .object(
      members.map { member in
        let place = pointer + "/" + Self.escaped(member.name)
        if case .failure(let problem) = names.check(member.name) { fault(place, problem.message) }
        return JSONMember(member.name, value(member.value, schema, at: place))
      })
  }

  private mutating func string(_ tree: JSONValue, _ rules: StringRules, at pointer: String) -> JSONValue {
    guard case .string(let text) = tree else { return wrong(tree, "a text", at: pointer) }
    switch rules.check(text) {
    case .success(let normal): return .string(normal)
    case .failure(let problem):
      fault(pointer, problem.message)
      return tree
    }
  }

  private mutating func integer(_ tree: JSONValue, _ range: ClosedRange<Int>, at pointer: String) -> JSONValue {
    let whole: Int64? =
      switch tree {
      case .integer(let value): value
      case .number(let value): Int64(exactly: value)
      default: nil
      }
    guard let whole else { return wrong(tree, "a whole number", at: pointer) }
    if whole < range.lowerBound || whole > range.upperBound { fault(pointer, Self.between(range)) }
    return .integer(whole)
  }

  private mutating func number(_ tree: JSONValue, _ range: ClosedRange<Double>, at pointer: String) -> JSONValue {
    let number: Double
    switch tree {
    case .integer(let value): number = Double(value)
    case .number(let value): number = value
    default: return wrong(tree, "a number", at: pointer)
    }
    if !range.contains(number) { fault(pointer, Self.between(range)) }
    return tree
  }

  private mutating func boolean(_ tree: JSONValue, at pointer: String) -> JSONValue {
    guard case .bool = tree else { return wrong(tree, "true or false", at: pointer) }
    return tree
  }

  private mutating func any(_ tree: JSONValue, _ maxBytes: Int, at pointer: String) -> JSONValue {
    if JSONBytes.encode(tree).count > maxBytes { fault(pointer, "This is larger than \(maxBytes) bytes.") }
    return tree
  }

  private mutating func union(
    _ tree: JSONValue, _ discriminator: String, _ cases: [(tag: String, schema: Schema)], at pointer: String
  ) -> JSONValue {
    guard case .object = tree else { return wrong(tree, "an object", at: pointer) }
    let tag = tree[discriminator]?.stringValue
    guard let match = cases.first(where: { $0.tag == tag }) else {
      fault(pointer + "/" + discriminator, "This must be one of: " + cases.map(\.tag).joined(separator: ", ") + ".")
      return tree
    }
    return value(tree, match.schema, at: pointer)
  }

  private mutating func wrong(_ tree: JSONValue, _ expected: String, at pointer: String) -> JSONValue {
    fault(pointer, "This must be \(expected), not \(tree.kindName).")
    return tree
  }

  private static func between<Bound>(_ range: ClosedRange<Bound>) -> String {
    "This must be between \(range.lowerBound) and \(range.upperBound)."
  }

  private static func counted(_ count: Int, _ noun: String) -> String {
    count == 1 ? "1 \(noun) is" : "\(count) \(noun)s are"
  }

  /// RFC 6901: `~` and `/` inside a name.
  private static func escaped(_ name: String) -> String {
    String(name.prefix(100)).replacing("~", with: "~0").replacing("/", with: "~1")
  }
}

extension JSONValue {
  fileprivate var kindName: String {
    switch self {
    case .null: "null"
    case .bool: "true or false"
    case .integer, .number: "a number"
    case .string: "a text"
    case .array: "a list"
    case .object: "an object"
    }
  }
}

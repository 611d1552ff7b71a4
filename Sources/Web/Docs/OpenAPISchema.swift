import Kernel

/// A schema as JSON Schema 2020-12.
enum OpenAPISchema {
  /// A reference for named schemas, the schema itself for the others.
  static func reference(_ schema: Schema) -> JSONValue {
    guard let name = schema.name else { return inline(schema) }
    let target: JSONValue = ["$ref": .string("#/components/schemas/" + name)]
    if schema.isNullable { return annotated(["anyOf": [target, ["type": "null"]]], schema) }
    return annotated(target, schema)
  }

  /// Adds the named schemas inside to the components.
  static func collect(_ schema: Schema, _ components: inout [String: JSONValue]) {
    if let name = schema.name {
      if components[name] != nil { return }
      var plain = schema
      plain.isNullable = false
      components[name] = inline(plain)
    }
    switch schema.shape {
    case .object(let fields): for field in fields { collect(field.schema, &components) }
    case .array(let items, _, _): collect(items, &components)
    case .map(let values, _): collect(values, &components)
    case .union(_, let cases): for option in cases { collect(option.schema, &components) }
    default: break
    }
  }

  static func inline(_ schema: Schema) -> JSONValue {
    switch schema.shape {
    case .object(let fields): annotated(object(fields, schema), schema)
    case .array(let items, let count, let unique):
      annotated(
        typed(
          "array", schema,
          [
            JSONMember("items", reference(items)), JSONMember("minItems", .integer(Int64(count.lowerBound))),
            JSONMember("maxItems", .integer(Int64(count.upperBound))),
          ] + (unique ? [JSONMember("uniqueItems", true)] : [])), schema)
    case .map(let values, let count):
      annotated(
        typed(
          "object", schema,
          [
            JSONMember("additionalProperties", reference(values)),
            JSONMember("minProperties", .integer(Int64(count.lowerBound))),
            JSONMember("maxProperties", .integer(Int64(count.upperBound))),
          ]), schema)
    case .string(let rules): annotated(string(rules, schema), schema)
    case .integer(let range):
      annotated(
        typed(
          "integer", schema,
          [
            JSONMember("minimum", .integer(Int64(range.lowerBound))),
            JSONMember("maximum", .integer(Int64(range.upperBound))),
          ]), schema)
    case .number(let range):
      annotated(
        typed(
          "number", schema,
          [
            JSONMember("minimum", .number(range.lowerBound)), JSONMember("maximum", .number(range.upperBound)),
          ]), schema)
    case .boolean: annotated(typed("boolean", schema, []), schema)
    case .any: annotated([:], schema)
    case .union(let discriminator, let cases):
      annotated(
        [
          "oneOf": .array(cases.map { reference($0.schema) }),
          "discriminator": ["propertyName": .string(discriminator)],
        ], schema)
    }
  }

  private static func object(_ fields: [SchemaField], _ schema: Schema) -> JSONValue {
    let required = fields.filter(\.isRequired).map { JSONValue.string($0.name) }
    return typed(
      "object", schema,
      [JSONMember("properties", .object(fields.map { JSONMember($0.name, reference($0.schema)) }))]
        + (required.isEmpty ? [] : [JSONMember("required", .array(required))])
        + [JSONMember("additionalProperties", false)])
  }

  private static func typed(_ type: String, _ schema: Schema, _ members: [JSONMember]) -> JSONValue {
    let name: JSONValue = schema.isNullable ? [.string(type), "null"] : .string(type)
    return .object([JSONMember("type", name)] + members)
  }

  private static func annotated(_ tree: JSONValue, _ schema: Schema) -> JSONValue {
    guard case .object(var members) = tree else { return tree }
    if let summary = schema.summary { members.append(JSONMember("description", .string(summary))) }
    if let example = schema.example { members.append(JSONMember("examples", [example])) }
    return .object(members)
  }

  private static func string(_ rules: StringRules, _ schema: Schema) -> JSONValue {
    var members: [JSONMember] = []
    if case .choice(let values) = rules.form {
      let all = values.map { JSONValue.string($0) } + (schema.isNullable ? [.null] : [])
      return typed("string", schema, [JSONMember("enum", .array(all))])
    }
    members.append(JSONMember("minLength", .integer(Int64(rules.length.lowerBound))))
    members.append(JSONMember("maxLength", .integer(Int64(rules.length.upperBound))))
    if let format = format(rules.form) { members.append(JSONMember("format", .string(format))) }
    if let pattern = pattern(rules) { members.append(JSONMember("pattern", .string(pattern))) }
    return typed("string", schema, members)
  }

  private static func format(_ form: StringRules.Form) -> String? {
    switch form {
    case .instant: "date-time"
    case .day: "date"
    case .url: "uri"
    case .email: "email"
    default: nil
    }
  }

  private static func pattern(_ rules: StringRules) -> String? {
    switch rules.form {
    case .line: rules.length.lowerBound > 0 ? "^[^\\u0000-\\u001F\\u007F-\\u009F\\u2028\\u2029]*$" : nil
    case .id(let prefix): "^\(prefix)_[0-7][0-9a-hjkmnp-tv-z]{25}$"
    case .color: "^#[0-9a-fA-F]{6}$"
    case .slug: "^[a-z0-9-]*$"
    case .language: "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"
    case .zone: "^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*$"
    default: nil
    }
  }
}

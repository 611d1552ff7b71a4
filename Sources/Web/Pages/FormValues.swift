import Kernel

/// A posted form. Values pass the same schemas as the API's bodies.
package struct FormValues: Sendable {
  package var fields: [(name: String, value: String)]

  package init(fields: [(name: String, value: String)] = []) { self.fields = fields }

  package subscript(name: String) -> String? { fields.first { $0.name == name }?.value }
  package func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

  /// Reads the form as a model: numbers and booleans from their text, lists from repeated names or, for lists
  /// of texts, from lines; `facts.0.text` for objects in lists. Empty optional fields count as absent, and a
  /// boolean that is absent is false. Inputs that the model has no field for, such as buttons, are ignored.
  /// Throws `.invalid` with one field per fault, whose pointers name the inputs.
  package func model<Model: APIModel>(_: Model.Type) throws -> Model {
    let tree = tree(for: Model.schema, prefix: "") ?? .object([])
    return try JSONTreeDecoder().decode(Model.self, from: try SchemaCheck.body(tree, against: Model.schema))
  }

  private func tree(for schema: Schema, prefix: String) -> JSONValue? {
    switch schema.shape {
    case .object(let fields): object(fields, prefix: prefix)
    case .array(let items, _, _): array(items, schema, prefix: prefix)
    case .union(let discriminator, let cases):
      cases.first { $0.tag == self[join(prefix, discriminator)] }.flatMap { tree(for: $0.schema, prefix: prefix) }
    case .map(let values, _): map(values, prefix: prefix)
    case .boolean where self[prefix] == nil && !schema.isNullable: .bool(false)
    default: scalar(schema, prefix)
    }
  }

  private func scalar(_ schema: Schema, _ name: String) -> JSONValue? {
    guard let text = self[name], !(text.isEmpty && schema.isNullable) else { return nil }
    return SchemaText.value(text, schema)
  }

  private func object(_ schemaFields: [SchemaField], prefix: String) -> JSONValue? {
    let members = schemaFields.compactMap { field in
      tree(for: field.schema, prefix: join(prefix, field.name)).map { JSONMember(field.name, $0) }
    }
    return members.isEmpty && !prefix.isEmpty ? nil : .object(members)
  }

  private func array(_ items: Schema, _ schema: Schema, prefix: String) -> JSONValue? {
    if case .object = items.shape { return objects(items, prefix: prefix) }
    let given = all(prefix)
    if given.isEmpty { return schema.isNullable ? nil : .array([]) }
    let parts = given.count == 1 ? given[0].split(whereSeparator: \.isNewline).map(String.init) : given
    let texts = parts.filter { !$0.allSatisfy(\.isWhitespace) }
    return .array(texts.map { SchemaText.value($0, items) })
  }

  /// `facts.0.text`, `facts.1.text`; rows whose inputs are all empty are left out.
  private func objects(_ items: Schema, prefix: String) -> JSONValue {
    let indices = Set(fields.compactMap { index(of: $0.name, after: prefix) }).sorted().prefix(500)
    let rows = indices.filter { row in fields.contains { $0.name.hasPrefix("\(prefix).\(row).") && !$0.value.isEmpty } }
    return .array(rows.map { tree(for: items, prefix: "\(prefix).\($0)") ?? .object([]) })
  }

  private func map(_ values: Schema, prefix: String) -> JSONValue? {
    let names = fields.map(\.name).filter { $0.hasPrefix(prefix + ".") }
    if names.isEmpty { return nil }
    return .object(
      names.compactMap { name in
        scalar(values.nullable(), name).map { JSONMember(String(name.dropFirst(prefix.count + 1)), $0) }
      })
  }

  private func index(of name: String, after prefix: String) -> Int? {
    guard name.hasPrefix(prefix + ".") else { return nil }
    return name.dropFirst(prefix.count + 1).split(separator: ".").first.flatMap { Int($0) }
  }

  private func join(_ prefix: String, _ name: String) -> String { prefix.isEmpty ? name : prefix + "." + name }
}

package import Kernel

/// A posted form. Values pass the same schemas as the API's bodies.
package struct FormValues: Sendable {
  package var fields: [(name: String, value: String)]

  package init(fields: [(name: String, value: String)] = []) { self.fields = fields }

  package subscript(name: String) -> String? { fields.first { $0.name == name }?.value }
  package func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

  /// Reads the form as a model: numbers and booleans from their text, lists from repeated names or, for lists
  /// of texts, from lines; `facts.0.text` for objects in lists. Empty optional fields count as absent.
  /// Throws `.invalid` with one field per fault, whose pointers name the inputs.
  package func model<Model: APIModel>(_: Model.Type) throws -> Model {
    throw Problem(.internal, "not yet")
  }
}

/// A declared query parameter. Names that are not declared are refused, so a misspelt filter never
/// silently returns everything.
package struct QueryParameter: Sendable {
  package var name: String
  package var schema: Schema
  package var isRequired: Bool
  /// May be given more than once, or once with commas.
  package var isList: Bool
  package var summary: String

  package init(
    _ name: String, _ schema: Schema, _ summary: String, required: Bool = false, list: Bool = false
  ) {
    self.name = name
    self.schema = schema
    self.summary = summary
    isRequired = required
    isList = list
  }
}

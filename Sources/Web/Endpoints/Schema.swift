import Kernel

/// What a JSON value must look like. One declaration drives validation (all faults at once, each
/// with a JSON pointer) and the OpenAPI document.
///
/// Member names are snake_case; Swift properties are matched by turning `brandID` into `brand_id`,
/// so models need no CodingKeys.
package struct Schema: Sendable {
  package indirect enum Shape: Sendable {
    case object([SchemaField])
    case array(items: Schema, count: ClosedRange<Int>, unique: Bool)
    /// An object whose member names are data.
    case map(values: Schema, count: ClosedRange<Int>)
    case string(StringRules)
    case integer(ClosedRange<Int>)
    case number(ClosedRange<Double>)
    case boolean
    /// Any JSON, up to this many bytes when written out.
    case any(maxBytes: Int)
    /// One of several objects, told apart by the text of one member.
    case union(discriminator: String, cases: [(tag: String, schema: Schema)])
  }

  package var shape: Shape
  /// Name of the component in the OpenAPI document; nil writes the schema where it is used.
  package var name: String?
  package var summary: String?
  package var example: JSONValue?
  package var isNullable = false

  package init(_ shape: Shape, name: String? = nil) {
    self.shape = shape
    self.name = name
  }
}

package struct SchemaField: Sendable {
  package var name: String
  package var schema: Schema
  package var isRequired: Bool

  package init(name: String, schema: Schema, isRequired: Bool) {
    self.name = name
    self.schema = schema
    self.isRequired = isRequired
  }

  /// Must be there and not null.
  package static func required(_ name: String, _ schema: Schema, _ summary: String? = nil) -> SchemaField {
    SchemaField(name: name, schema: schema.described(summary), isRequired: true)
  }

  /// May be left out or null; decode it into an Optional, or into a type with a default through `init(from:)`.
  package static func optional(_ name: String, _ schema: Schema, _ summary: String? = nil) -> SchemaField {
    SchemaField(name: name, schema: schema.described(summary).nullable(), isRequired: false)
  }
}

extension Schema {
  /// An object; members that are not listed are refused in requests.
  package static func object(_ name: String, _ fields: SchemaField...) -> Schema {
    Schema(.object(fields), name: name)
  }

  package static func object(_ name: String, fields: [SchemaField]) -> Schema {
    Schema(.object(fields), name: name)
  }

  /// The schema of another model.
  package static func model<Model: APIModel>(_: Model.Type) -> Schema { Model.schema }

  package static func list(_ items: Schema, _ count: ClosedRange<Int> = 0...100, unique: Bool = false) -> Schema {
    Schema(.array(items: items, count: count, unique: unique))
  }

  package static func map(_ values: Schema, _ count: ClosedRange<Int> = 0...100) -> Schema {
    Schema(.map(values: values, count: count))
  }

  package static func integer(_ range: ClosedRange<Int>) -> Schema { Schema(.integer(range)) }
  package static func number(_ range: ClosedRange<Double>) -> Schema { Schema(.number(range)) }
  package static let boolean = Schema(.boolean)
  package static func any(maxBytes: Int = 16_384) -> Schema { Schema(.any(maxBytes: maxBytes)) }

  package static func union(
    _ name: String, by discriminator: String, _ cases: [(tag: String, schema: Schema)]
  ) -> Schema {
    Schema(.union(discriminator: discriminator, cases: cases), name: name)
  }

  package func described(_ summary: String?) -> Schema {
    var copy = self
    copy.summary = summary ?? self.summary
    return copy
  }

  package func nullable() -> Schema {
    var copy = self
    copy.isNullable = true
    return copy
  }

  package func example(_ value: JSONValue) -> Schema {
    var copy = self
    copy.example = value
    return copy
  }
}

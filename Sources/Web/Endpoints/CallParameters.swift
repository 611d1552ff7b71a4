package import Kernel

/// Path and query parameters that passed the declaration's schema.
package struct CallParameters: Sendable {
  package var path: [String: String]
  package var query: [String: [String]]

  package init(path: [String: String] = [:], query: [String: [String]] = [:]) {
    self.path = path
    self.query = query
  }

  /// The id in the path. Anything that is not one is answered like an absent one.
  package func id<Kind: EntityKind>(_ name: String, _: ID<Kind>.Type = ID<Kind>.self) throws -> ID<Kind> {
    guard let id = path[name].flatMap({ ID<Kind>($0) }) else { throw Problem.notFound(Kind.prefix) }
    return id
  }

  package func text(_ name: String) throws -> String {
    guard let text = path[name] else { throw Problem(.internal, "The route has no parameter \(name).") }
    return text
  }

  package func string(_ name: String) -> String? { query[name]?.first }
  package func strings(_ name: String) -> [String] { query[name] ?? [] }
  package func int(_ name: String) -> Int? { string(name).flatMap { Int($0) } }
  package func bool(_ name: String) -> Bool? { string(name).map { $0 == "true" } }
  package func queryID<Kind: EntityKind>(_ name: String, _: ID<Kind>.Type = ID<Kind>.self) -> ID<Kind>? {
    string(name).flatMap { ID<Kind>($0) }
  }
  package func choice<Choice: RawRepresentable>(_ name: String, _: Choice.Type = Choice.self) -> Choice?
  where Choice.RawValue == String { string(name).flatMap { Choice(rawValue: $0) } }
}

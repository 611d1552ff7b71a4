/// A request that met a route.
struct Call: Sendable {
  var request: Request
  var route: String
  /// Values of `:name` segments.
  var path: [String: String]
  /// Faults that change how something is created; see `FaultBook`.
  var traits = CreationTraits()
}

/// One path of a platform's API. `name` is what faults and the request log call it: `statuses.create`.
struct Route: Sendable {
  var method: String
  var pattern: [Substring]
  var name: String
  var handle: @Sendable (Call) throws -> Reply

  init(_ method: String, _ pattern: String, _ name: String, _ handle: @escaping @Sendable (Call) throws -> Reply) {
    self.method = method
    self.pattern = Self.segments(pattern[...])
    self.name = name
    self.handle = handle
  }

  /// Path parameters, or nil when the path is another one. A trailing slash does not matter.
  func match(_ path: String) -> [String: String]? {
    let segments = Self.segments(path[...])
    guard segments.count == pattern.count else { return nil }
    var found: [String: String] = [:]
    for (expected, actual) in zip(pattern, segments) {
      if expected.hasPrefix(":") {
        found[String(expected.dropFirst())] = String(actual)
      } else if expected != actual {
        return nil
      }
    }
    return found
  }

  private static func segments(_ path: Substring) -> [Substring] { path.split(separator: "/") }
}

extension [Route] {
  enum Meeting {
    case route(Route, [String: String])
    case wrongMethod
    case none
  }

  func meet(_ method: String, _ path: String) -> Meeting {
    var pathKnown = false
    for route in self {
      guard let parameters = route.match(path) else { continue }
      if route.method == method { return .route(route, parameters) }
      pathKnown = true
    }
    return pathKnown ? .wrongMethod : .none
  }
}

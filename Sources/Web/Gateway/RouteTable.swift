import HTTPTypes
import Kernel

/// Finds the route of a method and path. Literal segments win over parameters.
struct RouteTable: Sendable {
  private final class Node: Sendable {
    let children: [String: Node]
    let parameter: (name: String, node: Node)?
    let routes: [HTTPRequest.Method: Route]

    init(children: [String: Node], parameter: (name: String, node: Node)?, routes: [HTTPRequest.Method: Route]) {
      self.children = children
      self.parameter = parameter
      self.routes = routes
    }
  }

  enum Match: Sendable {
    case found(Route, [String: String])
    case otherMethods([HTTPRequest.Method])
    case none
  }

  private let root: Node
  /// Routes without parameters, by path: most calls are to one of them.
  private let fixed: [String: [HTTPRequest.Method: Route]]

  /// Throws when two routes share method and path, or name a parameter differently at one place.
  init(_ routes: [Route]) throws {
    root = try Self.node(routes.map { ($0, Self.segments($0.path)[...]) })
    fixed = routes.reduce(into: [:]) { fixed, route in
      if !route.path.contains("{") { fixed[route.path, default: [:]][route.method] = route }
    }
  }

  func match(_ method: HTTPRequest.Method, _ path: String) -> Match {
    if let route = fixed[path]?[method] { return .found(route, [:]) }
    let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropFirst()
    guard path.utf8.first == UInt8(ascii: "/") else { return .none }
    var decoded: [String] = []
    for part in parts {
      guard let text = PercentCoding.decode(part, plusIsSpace: false) else { return .none }
      decoded.append(text)
    }
    if decoded == [""] { decoded = [] }
    var methods: Set<HTTPRequest.Method> = []
    if let found = find(root, decoded[...], method, [:], &methods) { return found }
    return methods.isEmpty ? .none : .otherMethods(methods.sorted { $0.rawValue < $1.rawValue })
  }

  private func find(
    _ node: Node, _ rest: ArraySlice<String>, _ method: HTTPRequest.Method, _ parameters: [String: String],
    _ methods: inout Set<HTTPRequest.Method>
  ) -> Match? {
    guard let first = rest.first else {
      if let route = node.routes[method] ?? (method == .head ? node.routes[.get] : nil) {
        return .found(route, parameters)
      }
      methods.formUnion(node.routes.keys)
      if node.routes[.get] != nil { methods.insert(.head) }
      return nil
    }
    if let child = node.children[first], let found = find(child, rest.dropFirst(), method, parameters, &methods) {
      return found
    }
    guard let (name, child) = node.parameter, !first.isEmpty, first.unicodeScalars.count <= 200 else { return nil }
    return find(child, rest.dropFirst(), method, parameters.merging([name: first]) { $1 }, &methods)
  }

  static func segments(_ path: String) -> [String] {
    path == "/" ? [] : path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init)
  }

  private static func node(_ routes: [(Route, ArraySlice<String>)]) throws -> Node {
    var own: [HTTPRequest.Method: Route] = [:]
    var byName: [String: [(Route, ArraySlice<String>)]] = [:]
    for (route, rest) in routes {
      guard let first = rest.first else {
        guard own.updateValue(route, forKey: route.method) == nil else {
          throw Problem(.internal, "Two routes are declared for \(route.method.rawValue) \(route.path).")
        }
        continue
      }
      byName[first, default: []].append((route, rest.dropFirst()))
    }
    let parameters = byName.filter { $0.key.hasPrefix("{") }
    guard parameters.count <= 1 else {
      throw Problem(.internal, "One place in the paths has several parameter names: \(parameters.keys.sorted()).")
    }
    return Node(
      children: try byName.filter { !$0.key.hasPrefix("{") }.mapValues { try node($0) },
      parameter: try parameters.first.map { (String($0.key.dropFirst().dropLast()), try node($0.value)) },
      routes: own)
  }
}

enum PercentCoding {
  /// Nil for broken escapes, invalid UTF-8 and U+0000.
  static func decode(_ text: some Collection<UInt8>, plusIsSpace: Bool) -> String? {
    let isPlain = text.allSatisfy { $0 != 0 && $0 != UInt8(ascii: "%") && !(plusIsSpace && $0 == UInt8(ascii: "+")) }
    if isPlain { return String(validating: text, as: UTF8.self) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var rest = text[...]
    while let byte = rest.first {
      rest = rest.dropFirst()
      if byte == UInt8(ascii: "%") {
        guard let high = rest.first.flatMap(hex), let low = rest.dropFirst().first.flatMap(hex) else { return nil }
        bytes.append(high << 4 | low)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(plusIsSpace && byte == UInt8(ascii: "+") ? 0x20 : byte)
      }
    }
    return bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
  }

  /// `a=1&b=2` in order; nil when any part is broken.
  static func pairs(_ text: some Collection<UInt8>) -> [(name: String, value: String)]? {
    var pairs: [(name: String, value: String)] = []
    for part in text.split(separator: UInt8(ascii: "&")) {
      let halves = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = decode(halves[0], plusIsSpace: true),
        let value = halves.count == 2 ? decode(halves[1], plusIsSpace: true) : ""
      else { return nil }
      pairs.append((name, value))
    }
    return pairs
  }

  private static func hex(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

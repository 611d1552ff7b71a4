import Yams

/// Plain values, with a fault for each that does not fit.
extension PolicyReader {
  mutating func fault(_ node: Node?, _ reason: String) {
    faults.append(PolicyFault(file: file, line: node?.mark?.line, reason: reason))
  }

  /// A mapping's fields; one that is not allowed is a fault.
  mutating func mapping(_ node: Node, _ what: String, _ allowed: [String]) -> [String: Node] {
    var result: [String: Node] = [:]
    for (key, value) in pairs(node, what) {
      if allowed.contains(key) {
        result[key] = value
      } else {
        fault(value, "\(key) is unknown here; \(what) has \(allowed.joined(separator: ", "))")
      }
    }
    return result
  }

  mutating func pairs(_ node: Node, _ what: String) -> [(String, Node)] {
    guard spend(node), let mapping = node.mapping else {
      fault(node, "\(what) must be a mapping")
      return []
    }
    return mapping.map { ($0.key.string ?? "", $0.value) }
  }

  mutating func list(_ node: Node, _ what: String) -> [Node] {
    guard spend(node), let sequence = node.sequence else {
      fault(node, "\(what) must be a list")
      return []
    }
    budget -= sequence.count
    return Array(sequence)
  }

  mutating func texts(_ node: Node, _ what: String) -> [String] {
    list(node, what).compactMap { item in
      if let text = item.scalar?.string { return text }
      fault(item, "\(what) must be a list of texts")
      return nil
    }
  }

  private mutating func spend(_ node: Node) -> Bool {
    budget -= 1
    guard budget > 0 else {
      if budget == 0 { fault(node, "the pack is too large") }
      return false
    }
    return true
  }

  mutating func line(_ node: Node?, _ key: String, _ owner: Node) -> String? {
    guard let text = node?.scalar?.string, !text.allSatisfy(\.isWhitespace) else {
      fault(node ?? owner, "\(key) must be a text")
      return nil
    }
    if text.utf8.count > 1_000 {
      fault(node, "\(key) is longer than 1000 bytes")
      return nil
    }
    return text
  }

  /// Lower-case letters, digits and hyphens.
  mutating func name(_ node: Node?, _ key: String, _ owner: Node) -> String? {
    guard let text = line(node, key, owner) else { return nil }
    if text.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil, text.utf8.count <= 60 { return text }
    fault(node, "\(key) must be lower-case words with hyphens, such as guaranteed-return")
    return nil
  }

  mutating func choice<Value: RawRepresentable & CaseIterable>(
    _ node: Node?, _ key: String, _ owner: Node, _: Value.Type
  ) -> Value? where Value.RawValue == String {
    if let text = node?.scalar?.string, let value = Value(rawValue: text) { return value }
    fault(node ?? owner, "\(key) must be one of \(Value.allCases.map(\.rawValue).joined(separator: ", "))")
    return nil
  }
}

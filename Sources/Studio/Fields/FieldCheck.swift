package import Kernel

/// What a text field may hold. Lengths count extended grapheme clusters, as people do.
package struct TextRule: Sendable {
  package var most: Int
  package var least: Int
  /// Line feeds and tabs are allowed; every other control character is refused everywhere.
  package var lines: Bool

  package init(_ most: Int, least: Int = 0, lines: Bool = false) {
    self.most = most
    self.least = least
    self.lines = lines
  }

  package static func line(_ most: Int) -> TextRule { TextRule(most, least: 1) }
  package static func optionalLine(_ most: Int) -> TextRule { TextRule(most) }
  package static func paragraphs(_ most: Int) -> TextRule { TextRule(most, lines: true) }

  /// What is wrong with the text, in words for the person who typed it; nil when nothing is.
  package func fault(in text: String) -> String? {
    if text.utf8.count > most * 32 { return "is too long: at most \(most) characters" }
    if let control = text.unicodeScalars.first(where: isRefused) { return Self.refusal(of: control) }
    let length = text.count
    if length > most { return "is too long: \(length) characters, at most \(most)" }
    if least > 0, text.allSatisfy(\.isWhitespace) { return "must not be empty" }
    if length < least { return "is too short: at least \(least) characters" }
    return nil
  }

  private func isRefused(_ scalar: Unicode.Scalar) -> Bool {
    if lines, scalar == "\n" || scalar == "\t" || scalar == "\r" { return false }
    return scalar.properties.generalCategory == .control
  }

  private static func refusal(of scalar: Unicode.Scalar) -> String {
    let hex = String(scalar.value, radix: 16, uppercase: true)
    let code = String(repeating: "0", count: max(0, 4 - hex.count)) + hex
    return "contains a control character (U+\(code)), which no post can show: remove it"
  }
}

/// Collects everything that is wrong with an input, so that a person sees all of it at once.
package struct FieldCheck: Sendable {
  package private(set) var faults: [Problem.Field] = []

  package init() {}

  package mutating func fault(_ pointer: String, _ message: String) {
    faults.append(Problem.Field(pointer, message))
  }

  package mutating func require(_ truth: Bool, _ pointer: String, _ message: @autoclosure () -> String) {
    if !truth { fault(pointer, message()) }
  }

  /// Nothing for nil.
  package mutating func refuse(_ message: String?, at pointer: String) {
    if let message { fault(pointer, message) }
  }

  package mutating func text(_ value: String, _ pointer: String, _ rule: TextRule) {
    if let message = rule.fault(in: value) { fault(pointer, message) }
  }

  package mutating func text(_ value: String?, _ pointer: String, _ rule: TextRule) {
    if let value { text(value, pointer, rule) }
  }

  /// Each entry under the same rule, and no entry twice.
  package mutating func texts(_ values: [String], _ pointer: String, most: Int, each rule: TextRule) {
    guard count(values.count, pointer, most: most) else { return }
    var seen: Set<String> = []
    for (index, value) in values.enumerated() {
      text(value, "\(pointer)/\(index)", rule)
      if !seen.insert(value).inserted { fault("\(pointer)/\(index)", "is there twice") }
    }
  }

  /// False, and a fault, when there are more than `most`.
  @discardableResult
  package mutating func count(_ count: Int, _ pointer: String, least: Int = 0, most: Int) -> Bool {
    if count > most { fault(pointer, "has \(count) entries: at most \(most)") }
    if count < least { fault(pointer, least == 1 ? "must name at least one" : "needs at least \(least) entries") }
    return count <= most
  }

  package mutating func link(_ value: String?, _ pointer: String) {
    guard let value else { return }
    if let message = Formats.linkFault(value) { fault(pointer, message) }
  }

  /// Throws `Problem(.invalid)` with every fault.
  package func done() throws(Problem) {
    guard let first = faults.first else { return }
    let detail =
      faults.count == 1
      ? "\(first.pointer) \(first.message)." : "\(faults.count) fields need a correction."
    throw Problem(.invalid, detail, fields: faults)
  }
}

import Web

/// Reads posted inputs as the values that acts take; the acts' own rules judge them.
struct FormText {
  let form: FormValues

  /// With line feeds only, and no blanks at the ends.
  func text(_ name: String) -> String {
    trimmed((form[name] ?? "").replacing("\r\n", with: "\n").replacing("\r", with: "\n")[...])
  }

  /// Nil when nothing was typed.
  func optional(_ name: String) -> String? {
    let text = text(name)
    return text.isEmpty ? nil : text
  }

  /// One entry a line.
  func lines(_ name: String) -> [String] {
    text(name).split(whereSeparator: \.isNewline).map(trimmed).filter { !$0.isEmpty }
  }

  /// Entries parted by commas or lines.
  func words(_ name: String) -> [String] {
    text(name).split { $0.isNewline || $0 == "," }.map(trimmed).filter { !$0.isEmpty }
  }

  /// Entries parted by empty lines.
  func paragraphs(_ name: String) -> [String] {
    var entries: [[String]] = [[]]
    for line in text(name).split(separator: "\n", omittingEmptySubsequences: false) {
      if line.allSatisfy(\.isWhitespace) { entries.append([]) } else { entries[entries.count - 1].append(String(line)) }
    }
    return entries.map { trimmed($0.joined(separator: "\n")[...]) }.filter { !$0.isEmpty }
  }

  func isOn(_ name: String) -> Bool { form[name] != nil }

  private func trimmed(_ text: Substring) -> String {
    var text = text
    while let first = text.first, first.isWhitespace { text = text.dropFirst() }
    while let last = text.last, last.isWhitespace { text = text.dropLast() }
    return String(text)
  }
}

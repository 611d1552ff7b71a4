/// One thing wrong with a pack.
package struct PolicyFault: Sendable, Equatable {
  /// The file's name, or `policy` for a brand's own.
  package var file: String
  /// From 1; nil where the fault is of the whole file.
  package var line: Int?
  package var reason: String

  package init(file: String, line: Int?, reason: String) {
    self.file = file
    self.line = line
    self.reason = reason
  }

  /// `finance.yml:12: …`
  package var words: String { (line.map { "\(file):\($0): " } ?? "\(file): ") + reason }
}

/// Everything wrong with a pack, in the order of its lines.
package struct PolicyFaults: Error, Sendable, Equatable {
  package var faults: [PolicyFault]

  package init(_ faults: [PolicyFault]) {
    self.faults = faults.sorted { ($0.file, $0.line ?? 0) < ($1.file, $1.line ?? 0) }
  }
}

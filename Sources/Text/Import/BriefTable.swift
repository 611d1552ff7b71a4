package import Kernel

/// Briefs as a table: one a row, with a column for each field by the name that the API has for it (`topic`,
/// `call_to_action`), and one `slots.NAME` for each slot of a template. Values are plain text, also those that a spreadsheet would take for a formula.
package enum BriefTable {
  package struct Row: Sendable, Equatable {
    /// Line of the file on which the row begins, from 1.
    package var line: Int
    package var brief: BriefFile
  }

  /// More than anybody may make at once, so that the one who makes them says so; and few enough to be read at once.
  private static let mostRows = 1_000

  /// Several entries of one cell stand between `|` or on lines of their own; codes also between commas, and posts only
  /// between `|`. Throws `Problem(.invalid)` on `/csv` with every fault, each with its line and field.
  package static func read(_ bytes: [UInt8]) throws(Problem) -> [Row] {
    let table = try table(bytes)
    let columns = try columns(table.header)
    var faults: [Problem.Field] = []
    let rows = table.rows.map { row in
      let fields = BriefFields.read(values(row, columns, &faults))
      faults += fields.mistakes.map { fault(row.line, $0.pointer, $0.message) }
      return Row(line: row.line, brief: fields.brief)
    }
    guard faults.isEmpty else { throw refusal(faults) }
    return rows
  }

  /// A fault of one row, in words that name its line and field (`/topic` or `/facts/2`).
  package static func fault(_ line: Int, _ pointer: String, _ message: String) -> Problem.Field {
    let parts = pointer.split(separator: "/").map(String.init)
    let part = parts.dropFirst().first
    let entry = part.flatMap { Int($0) }.map { " \($0 + 1)" } ?? part.map { ".\($0)" } ?? ""
    let message = message.prefix(1).lowercased() + message.dropFirst()
    return Problem.Field("/csv", "Line \(line), \(parts.first ?? "row")\(entry): \(message)")
  }

  package static func refusal(_ faults: [Problem.Field]) -> Problem {
    let count = faults.count == 1 ? "There is one fault" : "There are \(faults.count) faults"
    return Problem(.invalid, "\(count), so no brief was made.", fields: Array(faults.prefix(100)))
  }

  private static func table(_ bytes: [UInt8]) throws(Problem) -> CSVTable {
    do {
      return try CSVReader.read(bytes, mostRows: mostRows, mostColumns: 60)
    } catch let problem as Problem {
      throw Problem.invalid("/csv", problem.fields.first?.message ?? problem.detail)
    } catch {
      throw Problem.invalid("/csv", "The table could not be read.")
    }
  }

  private enum Column: Hashable {
    case field(BriefFile.CodingKeys)
    case slot(String)

    static let known = BriefFile.CodingKeys.allCases.filter { $0 != .slots }

    init?(_ header: String) {
      if let key = Self.known.first(where: { CSVReader.isName(header, $0.rawValue) }) {
        self = .field(key)
        return
      }
      let name = canonical(header).lowercased()
      guard name.hasPrefix("slots."), TemplateText.isName(String(name.dropFirst("slots.".count))) else { return nil }
      self = .slot(String(name.dropFirst("slots.".count)))
    }
  }

  private static func columns(_ header: [String]) throws(Problem) -> [Column] {
    var faults: [Problem.Field] = []
    var columns: [Column] = []
    for name in header {
      guard let column = Column(name) else {
        let names = (Column.known.map(\.rawValue) + ["slots.NAME"]).joined(separator: ", ")
        faults.append(
          Problem.Field("/csv", "Line 1: “\(name.prefix(60))” is no field of a brief. There are: \(names)."))
        continue
      }
      if columns.contains(column) {
        faults.append(Problem.Field("/csv", "Line 1: \(canonical(name).lowercased()) is there twice."))
      }
      columns.append(column)
    }
    for key in [BriefFile.CodingKeys.topic, .platforms] where !columns.contains(.field(key)) {
      faults.append(Problem.Field("/csv", "Line 1: there is no column \(key.rawValue)."))
    }
    guard faults.isEmpty else { throw refusal(faults) }
    return columns
  }

  private static func values(
    _ row: CSVTable.Row, _ columns: [Column], _ faults: inout [Problem.Field]
  ) -> [String: Any] {
    var values: [String: Any] = [:]
    var slots: [String: String] = [:]
    for (column, text) in zip(columns, row.fields) where !text.allSatisfy(\.isWhitespace) {
      guard case .field(let key) = column else {
        if case .slot(let name) = column { slots[name] = text }
        continue
      }
      switch key {
      case .languages, .platforms, .regions: values[key.rawValue] = entries(text, "|,;")
      case .competitors, .constraints, .facts: values[key.rawValue] = entries(text, "|")
      // A post has lines of its own.
      case .competitorPosts: values[key.rawValue] = entries(text.replacing("\n", with: " "), "|")
      case .paid:
        if let answer = answer(text) {
          values[key.rawValue] = answer
        } else {
          faults.append(fault(row.line, "/paid", "Say yes or no."))
        }
      default: values[key.rawValue] = text
      }
    }
    if !slots.isEmpty { values[BriefFile.CodingKeys.slots.rawValue] = slots }
    return values
  }

  private static func entries(_ text: String, _ marks: String) -> [String] {
    text.split { marks.contains($0) || $0.isNewline }.map { canonical(String($0)) }.filter { !$0.isEmpty }
  }

  private static func answer(_ text: String) -> Bool? {
    switch canonical(text).lowercased() {
    case "yes", "true", "1", "x": true
    case "no", "false", "0": false
    default: nil
    }
  }
}

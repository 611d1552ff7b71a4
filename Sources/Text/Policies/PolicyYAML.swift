import Yams

/// A pack's YAML as nodes with lines. What is dangerous to parse is refused before it is parsed.
enum PolicyYAML {
  static let mostBytes = 256 * 1024
  private static let mostDepth = 40

  /// Throws `PolicyFaults` with the line at which the text stops being YAML.
  static func compose(_ text: String, file: String) throws(PolicyFaults) -> Node {
    func fault(_ line: Int?, _ reason: String) -> PolicyFaults {
      PolicyFaults([PolicyFault(file: file, line: line, reason: reason)])
    }
    if text.utf8.count > mostBytes { throw fault(nil, "is larger than \(mostBytes / 1024) KB") }
    if let line = tooDeep(text) { throw fault(line, "is nested deeper than \(mostDepth) levels") }
    let node: Node?
    do {
      node = try Yams.compose(yaml: text)
    } catch let error as YamlError {
      let (line, reason) = words(error)
      throw fault(line, reason)
    } catch {
      throw fault(nil, "is not YAML")
    }
    guard let node else { throw fault(nil, "is empty") }
    return node
  }

  /// The line on which brackets or dashes nest too deeply. Counts brackets in quotes too, which errs on the safe side.
  private static func tooDeep(_ text: String) -> Int? {
    var (depth, line) = (0, 1)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
      case UInt8(ascii: "\n"): line += 1
      default: continue
      }
      if depth > mostDepth { return line }
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.firstIndex { line in
      let lead = line.prefix { " -?:\t".contains($0) }
      return lead.count { $0 == "-" || $0 == "?" || $0 == ":" } > mostDepth || lead.utf8.count > 400
    }.map { $0 + 1 }
  }

  private static func words(_ error: YamlError) -> (Int?, String) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      (mark.line, "is not YAML here: \(problem)")
    case .duplicatedKeysInMapping(let duplicates, let context):
      (context.mark.line, "has \(duplicates.sorted().joined(separator: ", ")) twice")
    case .reader(let problem, _, _, _): (nil, "is not YAML: \(problem)")
    default: (nil, "is not YAML")
    }
  }
}

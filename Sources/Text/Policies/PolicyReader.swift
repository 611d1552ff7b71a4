import Yams

/// Reads a pack from YAML; docs/guides/add-a-policy-pack.md has the format. Every fault is found at once, each with
/// its line.
package struct PolicyReader {
  let file: String
  var faults: [PolicyFault] = []
  /// What the pack calls its sources.
  var sources: [String: PolicySource] = [:]
  var defaultScope = PolicyScope()
  var packID = ""
  /// Names that `use:` asks for, with their lines.
  var uses: [(name: String, line: Int?)] = []
  /// Nodes left that may be read: aliases can make a short text mean a very long one.
  var budget = 100_000
  /// What the patterns read so far may cost a text, see `PolicyPattern.cost`, and the `near`s.
  var cost = 0
  var nears = 0

  /// The costliest pack that Starling brings has a fifth of it.
  static let mostCost = 30_000
  static let mostNears = 200

  /// `file` is for the faults. `known` are packs whose definitions it may use. Throws every fault.
  package static func read(
    _ yaml: String, file: String, known: [PolicyPack] = []
  ) throws(PolicyFaults) -> PolicyPack {
    let root = try PolicyYAML.compose(yaml, file: file)
    var reader = PolicyReader(file: file)
    let pack = reader.pack(root)
    reader.checkUses(pack, known)
    guard reader.faults.isEmpty else { throw PolicyFaults(Array(reader.faults.prefix(100))) }
    return pack
  }

  private init(file: String) { self.file = file }

  // MARK: The pack

  private mutating func pack(_ root: Node) -> PolicyPack {
    let fields = mapping(
      root, "A pack",
      [
        "pack", "version", "title", "scope", "declares", "sources", "recognise", "define", "rules", "never",
        "competitors", "always",
      ])
    packID = name(fields["pack"], "pack", root) ?? ""
    let version = line(fields["version"], "version", root) ?? ""
    let title = line(fields["title"], "title", root) ?? ""
    defaultScope = fields["scope"].map { scope(of: $0) } ?? PolicyScope()
    readSources(fields["sources"])
    var rules = shortcuts(fields, version)
    for node in fields["rules"].map({ list($0, "rules") }) ?? [] {
      if let rule = rule(node, version: version) { rules.append(rule) }
    }
    checkNames(rules, fields["rules"])
    return PolicyPack(
      id: packID, version: version, title: title, declared: declaration(fields["declares"]),
      recognise: conditions(fields["recognise"], "recognise"), definitions: conditions(fields["define"], "define"),
      rules: rules)
  }

  private mutating func readSources(_ node: Node?) {
    guard let node else { return }
    for (key, value) in pairs(node, "sources") { sources[key] = source(of: value) }
  }

  mutating func source(of node: Node) -> PolicySource? {
    let fields = mapping(node, "A source", ["name", "section", "date"])
    guard let name = line(fields["name"], "name", node), let date = line(fields["date"], "date", node) else {
      return nil
    }
    guard date.wholeMatch(of: /\d{4}(-\d{2}(-\d{2})?)?/) != nil else {
      fault(node, "date must be a day, a month or a year such as 2026-08-02")
      return nil
    }
    return PolicySource(name: name, section: fields["section"]?.string ?? "", date: date)
  }

  private mutating func declaration(_ node: Node?) -> PolicyDeclaration {
    guard let node else { return PolicyDeclaration() }
    let fields = mapping(node, "declares", ["industries", "regions"])
    let regions = fields["regions"].map { texts($0, "regions") } ?? []
    for region in regions where !Regions.isKnown(region) { fault(node, "\(region) is not a country code such as AT") }
    return PolicyDeclaration(industries: fields["industries"].map { texts($0, "industries") } ?? [], regions: regions)
  }

  private mutating func conditions(_ node: Node?, _ what: String) -> [String: PolicyCondition] {
    guard let node else { return [:] }
    var result: [String: PolicyCondition] = [:]
    for (key, value) in pairs(node, what) { result[key] = condition(value) }
    return result
  }

  private mutating func checkNames(_ rules: [PolicyRule], _ node: Node?) {
    var seen: Set<String> = []
    for rule in rules where !seen.insert(rule.id).inserted {
      let twice = node?.sequence?.last { item in
        (item["id"]?.string).map { packID + "/" + $0 } == rule.id
      }
      fault(twice?["id"] ?? node, "\(rule.id) is there twice")
    }
  }

  /// Names must exist, and definitions must not lead back to themselves.
  private mutating func checkUses(_ pack: PolicyPack, _ known: [PolicyPack]) {
    let packs = Dictionary((known + [pack]).map { ($0.id, $0) }, uniquingKeysWith: { _, last in last })
    for (name, line) in uses where PolicyNames.find(name, from: pack.id, in: packs) == nil {
      faults.append(PolicyFault(file: file, line: line, reason: "uses \(name), which is defined nowhere"))
    }
    var trail = Trail()
    for name in pack.definitions.keys.sorted() where leadsBack(name, pack, &trail) {
      faults.append(PolicyFault(file: file, line: nil, reason: "the definition \(name) leads back to itself"))
    }
  }

  /// Definitions on the way from the one that is looked at, and those that are known to lead somewhere else.
  private struct Trail {
    var open: Set<String> = []
    var closed: Set<String> = []
  }

  /// Each definition is followed once, however often others use it.
  private func leadsBack(_ name: String, _ pack: PolicyPack, _ trail: inout Trail) -> Bool {
    let local = name.hasPrefix(pack.id + ".") ? String(name.dropFirst(pack.id.count + 1)) : name
    guard let condition = pack.definitions[local], !trail.closed.contains(local) else { return false }
    guard trail.open.insert(local).inserted else { return true }
    defer { trail.open.remove(local) }
    for use in condition.uses where leadsBack(use, pack, &trail) { return true }
    trail.closed.insert(local)
    return false
  }
}

extension PolicyCondition {
  /// Names it asks for itself.
  fileprivate var uses: [String] {
    switch self {
    case .use(let name): [name]
    case .any(let parts), .all(let parts): parts.flatMap(\.uses)
    case .not(let part), .scoped(_, let part), .placed(_, let part): part.uses
    case .near(let first, let second, _): first.uses + second.uses
    case .words, .links, .characters, .moreThan, .fact: []
    }
  }
}

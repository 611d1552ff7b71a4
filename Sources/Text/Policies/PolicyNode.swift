/// A condition with its patterns in the index and its names looked up.
indirect enum PolicyNode: Sendable {
  case words(PolicyLeaf)
  case links([String])
  case characters(Set<UInt32>)
  case moreThan(Int, Entity.Kind)
  case fact(String)
  case any([PolicyNode])
  case all([PolicyNode])
  case not(PolicyNode)
  case near(PolicyNode, PolicyNode, Int)
  case use(Int)
  case placed(PolicyPlace, PolicyNode)
  case scoped(PolicyScope, PolicyNode)
}

struct PolicyLeaf: Sendable {
  var number: Int
  var alone: Bool
  var heedsNegation: Bool
}

/// Turns conditions into nodes and fills the index.
struct PolicyCompiler {
  private let packs: [String: PolicyPack]
  private var names: [String: Int] = [:]
  private(set) var index = PolicyIndex()
  private(set) var definitions: [PolicyNode] = []
  /// By `pack.name`.
  var named: [String: Int] { names }
  private var leaves = 0

  /// `packs` are all that names may be looked up in.
  init(_ packs: [PolicyPack]) {
    self.packs = Dictionary(packs.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// A name that is nowhere makes a condition that never holds; `PolicyReader` refuses such packs.
  mutating func node(_ condition: PolicyCondition, in pack: String) -> PolicyNode {
    switch condition {
    case .words(let words): return leaf(words)
    case .links(let hosts): return .links(hosts)
    case .characters(let set): return .characters(set)
    case .moreThan(let most, let kind): return .moreThan(most, kind)
    case .fact(let name): return .fact(name)
    case .any(let parts): return .any(nodes(parts, pack))
    case .all(let parts): return .all(nodes(parts, pack))
    case .not(let part): return .not(node(part, in: pack))
    case .near(let first, let second, let within):
      return .near(node(first, in: pack), node(second, in: pack), within)
    case .use(let name): return definition(name, pack)
    case .placed(let place, let part): return .placed(place, node(part, in: pack))
    case .scoped(let scope, let part): return .scoped(scope, node(part, in: pack))
    }
  }

  private mutating func nodes(_ parts: [PolicyCondition], _ pack: String) -> [PolicyNode] {
    var result: [PolicyNode] = []
    for part in parts { result.append(node(part, in: pack)) }
    return result
  }

  private mutating func leaf(_ words: PolicyWords) -> PolicyNode {
    let number = leaves
    leaves += 1
    for pattern in words.patterns { index.add(pattern, leaf: number) }
    return .words(PolicyLeaf(number: number, alone: words.alone, heedsNegation: words.heedsNegation))
  }

  private mutating func definition(_ name: String, _ pack: String) -> PolicyNode {
    guard let (home, local) = PolicyNames.find(name, from: pack, in: packs),
      let condition = packs[home]?.definitions[local]
    else { return .any([]) }
    let key = home + "." + local
    if let known = names[key] { return .use(known) }
    let place = definitions.count
    names[key] = place
    definitions.append(.any([]))
    definitions[place] = node(condition, in: home)
    return .use(place)
  }
}

enum PolicyNames {
  /// The pack and the name in it: the asking pack's own first, then `pack.name`.
  static func find(_ name: String, from pack: String, in packs: [String: PolicyPack]) -> (String, String)? {
    if packs[pack]?.definitions[name] != nil { return (pack, name) }
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2, packs[parts[0]]?.definitions[parts[1]] != nil else { return nil }
    return (parts[0], parts[1])
  }
}

import Kernel

/// The kinds a process can run. `App` fills one at start; the first registration line of a new
/// kind is the only one it needs.
package struct JobRegistry: Sendable {
  private(set) var entries: [KindVersion: JobEntry] = [:]

  package init() {}

  /// - Parameter limit: how many of this kind one process runs at once; nil lets it take every place.
  package mutating func register<Handler: JobHandler>(_ handler: Handler, limit: JobLimit? = nil) throws {
    try add(JobEntry(handler, limit: limit))
  }

  package mutating func register<Handler: SystemJobHandler>(system handler: Handler, limit: JobLimit? = nil) throws {
    try add(JobEntry(system: handler, limit: limit))
  }

  /// Every kind, in order, once.
  package var kinds: [String] { Set(entries.keys.map(\.kind)).sorted() }

  /// Only these kinds, for `starling work --only`. An unknown name is refused, with the known ones.
  package func only(_ kinds: [String]) throws -> JobRegistry {
    let unknown = Set(kinds).subtracting(self.kinds).sorted()
    guard unknown.isEmpty else {
      throw Problem.invalid(
        "only", "Unknown job kind \(unknown.joined(separator: ", ")). Known: \(self.kinds.joined(separator: ", ")).")
    }
    var copy = self
    copy.entries = entries.filter { kinds.contains($0.key.kind) }
    return copy
  }

  private mutating func add(_ entry: JobEntry) throws {
    guard entries.updateValue(entry, forKey: entry.key) == nil else {
      throw Problem(
        .internal, "Two handlers are registered for the job \(entry.key.kind) version \(entry.key.version).")
    }
  }
}

/// How many jobs of a kind one process runs at once.
package enum JobLimit: Sendable, Equatable {
  case atMost(Int)
  /// This part of the worker's places, one at least. A storm of one kind leaves the other places to the rest: a post
  /// that is due never waits for a hundred drafts.
  case share(Double)

  func places(of all: Int) -> Int {
    switch self {
    case .atMost(let count): count
    case .share(let part): max(1, Int(Double(all) * part))
    }
  }
}

struct KindVersion: Hashable, Sendable {
  let kind: String
  let version: Int
}

import Synchronization

/// What a commit may have given others to do.
package struct Topic: Hashable, Sendable {
  package let name: String

  package init(_ name: String) { self.name = name }
}

/// Carries rings from commits to whoever wakes the sleepers (`Doorbell` in Jobs). Without an ear a
/// ring is lost, which costs time and never work: everybody also looks once in a while.
package final class Bell: Sendable {
  private let ear = Mutex<(@Sendable (Set<Topic>) -> Void)?>(nil)

  package init() {}

  package func attach(_ ear: @escaping @Sendable (Set<Topic>) -> Void) { self.ear.withLock { $0 = ear } }

  package func ring(_ topics: Set<Topic>) { ear.withLock { $0 }?(topics) }
}

/// The rings of one transaction: many of a topic are one.
final class Rings: Sendable {
  private let bell: Bell
  private let topics = Mutex<Set<Topic>>([])

  init(_ bell: Bell) { self.bell = bell }

  /// - Returns: whether it is the transaction's first.
  func add(_ topic: Topic) -> Bool {
    topics.withLock { topics in
      defer { topics.insert(topic) }
      return topics.isEmpty
    }
  }

  func send() { bell.ring(topics.withLock { $0 }) }
}

extension Transaction {
  /// Rings once this transaction has committed; never from inside it.
  package func ring(_ topic: Topic) {
    if rings.add(topic) { afterCommit { [rings] in rings.send() } }
  }
}

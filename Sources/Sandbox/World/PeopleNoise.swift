import Synchronization

/// People who post the very words that an application is posting, on the same account, in the same
/// minute, with the platform's own app: the hardest case for anyone who looks for "our" post by its text.
///
/// With chance `rate` per (account, text), decided by the seed, one person's post appears just before
/// or just after the application's attempt, whether or not that attempt succeeds.
package final class PeopleNoise: Sendable {
  private struct State {
    var seed: UInt64
    var rate: Double
    var said: Set<String> = []
  }

  private let state: Mutex<State>

  package init(seed: UInt64 = 0, rate: Double = 0) { state = Mutex(State(seed: seed, rate: rate)) }

  package func set(seed: UInt64, rate: Double) {
    state.withLock {
      $0.seed = seed
      $0.rate = rate
    }
  }

  /// Whether a person says this now; true at most once per account and text.
  func speaks(_ account: String, _ text: String, _ moment: Fault.Moment) -> Bool {
    state.withLock { state in
      guard state.rate > 0 else { return false }
      let chance = SeededChance(seed: state.seed)
      let when: Fault.Moment = chance.bits("when", account, text) & 1 == 0 ? .before : .after
      guard when == moment, chance.unit("noise", account, text) < state.rate else { return false }
      return state.said.insert(account + "\0" + text).inserted
    }
  }
}

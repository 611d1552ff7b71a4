import Synchronization

/// The faults in force. Safe from any thread; each request asks once.
package final class FaultBook: Sendable {
  fileprivate struct Place: Hashable {
    var platform: SandboxPlatform
    var account: String
    var route: String
  }

  fileprivate struct State {
    var rules: [FaultRule] = []
    var plans: [FaultPlan] = []
    var nextID = 1
    var asked: [Place: Int] = [:]
  }

  private let state = Mutex(State())

  package init() {}

  /// Returns the rule's id, for `remove`.
  @discardableResult
  package func add(_ rule: FaultRule) -> Int {
    state.withLock { state in
      var rule = rule
      rule.id = state.nextID
      state.nextID += 1
      state.rules.append(rule)
      return rule.id
    }
  }

  package func plan(_ plan: FaultPlan) { state.withLock { $0.plans.append(plan) } }

  @discardableResult
  package func remove(_ id: Int) -> Bool {
    state.withLock { state in
      let before = state.rules.count
      state.rules.removeAll { $0.id == id }
      return state.rules.count < before
    }
  }

  /// Lifts all rules and plans.
  package func clear() {
    state.withLock {
      $0.rules = []
      $0.plans = []
    }
  }

  package var rules: [FaultRule] { state.withLock { $0.rules } }
  package var plans: [FaultPlan] { state.withLock { $0.plans } }

  /// The faults of this request, oldest rule first. `names` are the account's id and name.
  func take(_ platform: SandboxPlatform, route: String, names: [String]) -> [Fault] {
    state.withLock { state in
      let place = Place(platform: platform, account: names.first ?? "", route: route)
      let number = state.asked[place, default: 0]
      state.asked[place] = number + 1
      return state.scripted(platform, route, names) + state.planned(place, number)
    }
  }
}

extension FaultBook.State {
  fileprivate mutating func scripted(_ platform: SandboxPlatform, _ route: String, _ names: [String]) -> [Fault] {
    var hits: [Fault] = []
    for index in rules.indices where rules[index].matches(platform, route, names) {
      if rules[index].skip > 0 {
        rules[index].skip -= 1
        continue
      }
      hits.append(rules[index].fault)
      rules[index].count = rules[index].count.map { $0 - 1 }
    }
    rules.removeAll { $0.count.map { $0 <= 0 } ?? false }
    return hits
  }

  fileprivate func planned(_ place: FaultBook.Place, _ number: Int) -> [Fault] {
    plans.compactMap { plan in
      guard plan.platform == nil || plan.platform == place.platform,
        plan.routes.isEmpty || plan.routes.contains(place.route), !plan.faults.isEmpty
      else { return nil }
      let chance = SeededChance(seed: plan.seed)
      let words = [place.platform.rawValue, place.account, place.route, String(number)]
      guard Double(chance.bits(["hit"] + words) >> 11) * 0x1p-53 < plan.rate else { return nil }
      return plan.faults[Int(chance.bits(["which"] + words) % UInt64(plan.faults.count))]
    }
  }
}

extension FaultRule {
  fileprivate func matches(_ platform: SandboxPlatform, _ route: String, _ names: [String]) -> Bool {
    (self.platform == nil || self.platform == platform) && (self.route == nil || self.route == route)
      && (account.map(names.contains) ?? true)
  }
}

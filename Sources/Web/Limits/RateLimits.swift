import HTTPTypes
import Kernel
import Stores

/// How many requests a window of 60 s takes.
package struct RateSettings: Sendable {
  package var perOrg: Int
  package var perKey: Int
  /// For each value of a `.parameter` channel and for named channels without an entry in `named`.
  package var perChannel: Int
  package var named: [String: Int]
  /// For callers without credentials, by client address.
  package var perAddress: Int

  package init(
    perOrg: Int = 6_000, perKey: Int = 1_200, perChannel: Int = 300, named: [String: Int] = ["auth": 30],
    perAddress: Int = 600
  ) {
    self.perOrg = perOrg
    self.perKey = perKey
    self.perChannel = perChannel
    self.named = named
    self.perAddress = perAddress
  }

  /// What one key may do a minute, and everything else in the usual proportion to it.
  package init(perKey: Int) {
    self.init(
      perOrg: perKey * 5, perKey: perKey, perChannel: max(1, perKey / 4), named: ["auth": max(1, perKey / 40)],
      perAddress: max(1, perKey / 2))
  }
}

/// Counts each request against its org, its key and its channel, and says how much is left
/// (draft-ietf-httpapi-ratelimit-headers-10). When the counters are away, requests pass.
struct RateLimiter: Sendable {
  struct Outcome: Sendable {
    var policy: String
    var state: String
    /// Set when the request must be refused.
    var refusal: Problem?
  }

  private struct Rule {
    let name: String
    let key: String
    let quota: Int
  }

  static let window: Duration = .seconds(60)
  private static let windowMark = ";w=" + String(window.components.seconds)
  let counters: any Counters
  let settings: RateSettings
  /// Most calls are held to the limits of org and key alone, which are the same for all.
  private let usualPolicy: String

  init(counters: any Counters, settings: RateSettings) {
    self.counters = counters
    self.settings = settings
    usualPolicy = Self.policy([("org", settings.perOrg), ("key", settings.perKey)])
  }

  func count(_ caller: Principal?, channel: RateChannel, path: [String: String], address: String) async -> Outcome {
    let rules = rules(caller, channel, path, address)
    let keys = rules.map { CounterKey($0.key, per: Self.window) }
    guard let states = try? await counters.add(keys) else { return Outcome(policy: policy(rules), state: "") }
    return outcome(rules, states)
  }

  private func rules(_ caller: Principal?, _ channel: RateChannel, _ path: [String: String], _ address: String)
    -> [Rule]
  {
    let owner = caller?.org.description ?? "address " + ClientNetwork.of(address)
    var rules: [Rule]
    if let caller {
      rules = [
        Rule(name: "org", key: "org " + owner, quota: settings.perOrg),
        Rule(name: "key", key: "key " + owner + caller.actor.label, quota: settings.perKey),
      ]
    } else {
      rules = [Rule(name: "address", key: owner, quota: settings.perAddress)]
    }
    switch channel {
    case .api: break
    case .named(let name):
      rules.append(
        Rule(name: name, key: "channel \(owner) \(name)", quota: settings.named[name] ?? settings.perChannel))
    case .parameter(let name):
      rules.append(
        Rule(name: "channel", key: "channel \(owner) \(name) \(path[name] ?? "")", quota: settings.perChannel))
    }
    return rules
  }

  private func policy(_ rules: [Rule]) -> String {
    rules.count == 2 && rules[0].name == "org" ? usualPolicy : Self.policy(rules.map { ($0.name, $0.quota) })
  }

  private static func policy(_ rules: [(name: String, quota: Int)]) -> String {
    rules.map { "\"" + $0.name + "\";q=" + String($0.quota) + windowMark }.joined(separator: ", ")
  }

  private func outcome(_ rules: [Rule], _ states: [CounterState]) -> Outcome {
    let pairs = Array(zip(rules, states))
    var state = ""
    state.reserveCapacity(64)
    // Written for every request, so without the detour over interpolations and arrays.
    for (rule, counted) in pairs {
      state += state.isEmpty ? "\"" : ", \""
      state += rule.name
      state += "\";r="
      state += String(max(0, rule.quota - counted.count))
      state += ";t="
      state += String(seconds(counted.resetsIn))
    }
    let exceeded = pairs.filter { $0.1.count > $0.0.quota }.max { $0.1.resetsIn < $1.1.resetsIn }
    let refusal = exceeded.map { rule, state in
      Problem(
        .rateLimited, "Too many requests for this \(rule.name): \(rule.quota) a minute are allowed.",
        retryAfter: .seconds(seconds(state.resetsIn)))
    }
    return Outcome(policy: policy(rules), state: state, refusal: refusal)
  }

  private func seconds(_ duration: Duration) -> Int64 {
    duration.components.seconds + (duration.components.attoseconds > 0 ? 1 : 0)
  }
}

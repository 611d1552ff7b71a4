import Foundation
package import Kernel
import Models

/// What models are asked for.
package enum ModelTask: String, Sendable, Codable, CaseIterable {
  case write, rewrite, translate, embed

  package var words: String {
    switch self {
    case .write: "Writing posts"
    case .rewrite: "Rewriting by instruction"
    case .translate: "Translating"
    case .embed: "Embeddings of examples"
    }
  }
}

/// One place in the order in which models are asked.
package struct ModelChoice: Sendable, Equatable, Codable {
  package enum Use: String, Sendable, Codable, CaseIterable {
    case provider
    /// What the operator set up for all organisations.
    case installation
    /// None: drafts are composed, and the other tasks are not done.
    case composer
  }

  package var use: Use
  package var provider: ModelProviderID?
  /// Nil: the provider's first.
  package var model: String?

  package init(_ use: Use, provider: ModelProviderID? = nil, model: String? = nil) {
    self.use = use
    self.provider = provider
    self.model = model
  }
}

/// Which models do which task, and within which limits.
package struct ModelSettings: Sendable, Equatable {
  package enum Limits {
    package static let choices = 5
    package static let monthlyUSD = 1_000_000.0
    package static let monthlyTokens = 1_000_000_000_000
    package static let atOnce = 1_000
    package static let keepDays = 3_650
  }

  package var version = 1
  /// A task that is not named here follows `write`; that follows the providers in the order of their connecting, and
  /// then the installation.
  package var routes: [ModelTask: [ModelChoice]] = [:]
  /// Millionths of a US dollar a month.
  package var monthlyMicros: Int?
  package var monthlyTokens: Int?
  /// Calls that run at the same time.
  package var atOnce: Int?
  /// How long prompts and answers are kept; their hashes and counts stay.
  package var keepDays = 30

  package init() {}

  /// In the order in which they are asked. What was removed since is left out; a composer ends the list.
  package func chain(for task: ModelTask, _ providers: [ModelProvider]) -> [ModelChoice] {
    let known = Dictionary(providers.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let chosen = explicit(task) ?? standard(task, providers)
    return chosen.prefix { $0.use != .composer }.filter { choice in
      guard choice.use == .provider else { return true }
      return choice.provider.flatMap { known[$0] } != nil
    }
  }

  private func explicit(_ task: ModelTask) -> [ModelChoice]? {
    if let own = routes[task], !own.isEmpty { return own }
    guard task == .rewrite || task == .translate, let own = routes[.write], !own.isEmpty else { return nil }
    return own
  }

  private func standard(_ task: ModelTask, _ providers: [ModelProvider]) -> [ModelChoice] {
    // A provider that writes need not embed, and vectors of another model would all have to be made anew.
    task == .embed
      ? [ModelChoice(.installation)]
      : providers.map { ModelChoice(.provider, provider: $0.id) } + [ModelChoice(.installation)]
  }

  /// Throws `Problem(.invalid)` with everything that is wrong.
  package func check(_ providers: [ModelProvider]) throws(Problem) {
    var faults = FieldCheck()
    for (task, choices) in routes {
      faults.count(choices.count, "/routes/\(task.rawValue)", most: Limits.choices)
      for (index, choice) in choices.enumerated() {
        check(choice, task, "/routes/\(task.rawValue)/\(index)", providers, &faults)
      }
    }
    let mostMicros = Int(Limits.monthlyUSD * 1_000_000)
    faults.require(monthlyMicros.map((0...mostMicros).contains) ?? true, "/monthly_usd", "is out of range")
    faults.require(
      monthlyTokens.map((0...Limits.monthlyTokens).contains) ?? true, "/monthly_tokens", "is out of range")
    faults.require(atOnce.map((1...Limits.atOnce).contains) ?? true, "/at_once", "must be from 1 to \(Limits.atOnce)")
    faults.require((0...Limits.keepDays).contains(keepDays), "/keep_days", "must be from 0 to \(Limits.keepDays)")
    try faults.done()
  }

  private func check(
    _ choice: ModelChoice, _ task: ModelTask, _ pointer: String, _ providers: [ModelProvider],
    _ faults: inout FieldCheck
  ) {
    guard choice.use == .provider else {
      return faults.require(
        choice.provider == nil && choice.model == nil, pointer, "names a provider or a model without using one")
    }
    guard let provider = providers.first(where: { $0.id == choice.provider }) else {
      return faults.fault(pointer + "/provider_id", "is no provider of this organisation")
    }
    faults.require(
      task != .embed || provider.profile.kind == .openAI, pointer + "/provider_id", "has no embeddings")
    faults.require(
      choice.model.map { provider.model($0) != nil } ?? true, pointer + "/model",
      "is not among the models of \(provider.profile.name)")
  }
}

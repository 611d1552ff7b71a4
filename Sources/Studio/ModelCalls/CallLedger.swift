import Database
import Foundation
import Kernel
import Models

/// Reserves what a call may cost before it is made, and settles what it did afterwards. The month's row is locked for
/// both, so that calls side by side cannot pass the limit together.
struct CallLedger: Sendable {
  private let database: Database
  private let tenant: TenantContext
  private let time: TimeSource
  private let ids: IDSource

  init(_ parts: StudioParts, _ database: Database, as tenant: TenantContext) {
    self.database = database
    self.tenant = tenant
    time = parts.time
    ids = parts.ids
  }

  /// Throws `ModelError(.limitReached)` with the limit's words: then nothing may be sent.
  func open(_ plan: CallPlan, prompt: String, mostAnswer: Int) async throws -> OpenCall {
    let most = ModelUsage(promptTokens: TokenEstimate.most(prompt.utf8.count), completionTokens: mostAnswer)
    let now = time.now()
    let call = OpenCall(
      id: ids.new(), plan: plan, actor: tenant.actor.label, month: now.firstOfMonth, started: now,
      reservedTokens: most.promptTokens + most.completionTokens, reservedMicros: plan.price?.micros(most) ?? 0,
      promptDigest: hexDigest(prompt))
    guard try await database.first(ModelCallStatements.open, call, as: tenant) != nil else {
      throw try await refusal(call)
    }
    return call
  }

  /// When the database is away the call stays open, and upkeep counts it as lost.
  func settle(_ call: OpenCall, _ end: CallEnd) async {
    let (database, tenant) = (database, tenant)
    let now = time.now()
    // Also when whoever asked has gone: what was used is used.
    await Task {
      _ = try? await database.transaction(as: tenant) { tx in
        try await tx.execute(ModelCallStatements.settle, (call, end, at: now))
        if let payload = end.payload { try await tx.execute(ModelCallStatements.keep, (call, payload, at: now)) }
      }
    }.value
  }

  private func refusal(_ call: OpenCall) async throws -> ModelError {
    let settings = try await database.first(ModelProviderStatements.settings, as: tenant) ?? ModelSettings()
    let month = try await database.first(ModelCallStatements.month, call.month, as: tenant) ?? ModelMonth()
    return ModelError(.limitReached, "monthly limit", words: words(call, settings, month))
  }

  private func words(_ call: OpenCall, _ settings: ModelSettings, _ month: ModelMonth) -> String {
    let raise = "An admin can raise it in the settings of models."
    if let limit = settings.monthlyMicros, call.plan.provider != nil {
      guard call.plan.price != nil else {
        return "The price of \(call.plan.model) is not known, so the monthly limit in US dollars cannot be held. "
          + "Type its price in the settings of models."
      }
      let used = month.spentMicros + month.reservedMicros
      if used + call.reservedMicros > limit {
        return "This month's limit of \(Dollars.text(limit)) US dollars for models is reached: "
          + "\(Dollars.text(used)) are spent or promised to calls that run. \(raise)"
      }
    }
    return "This month's limit of \(settings.monthlyTokens ?? 0) tokens for models is reached: "
      + "\(month.tokens + month.reservedTokens) are used or promised to calls that run. \(raise)"
  }
}

/// A call that is being made, with what is reserved for it.
struct OpenCall: Sendable {
  var id: ModelCallID
  var plan: CallPlan
  var actor: String
  var month: String
  var started: Date
  var reservedTokens: Int
  var reservedMicros: Int
  var promptDigest: String
}

/// How a call ended.
struct CallEnd: Sendable {
  var state: ModelCall.State
  var error: String?
  var finish: String?
  var usage: ModelUsage
  var isCounted: Bool
  var costMicros: Int?
  var firstToken: Duration?
  var total: Duration
  var answerDigest: String?
  /// Nil: nothing of it is kept.
  var payload: ModelPayload?
}

package struct ModelMonth: Sendable, Equatable {
  package var spentMicros = 0
  package var reservedMicros = 0
  package var tokens = 0
  package var reservedTokens = 0
}

/// Millionths of a US dollar, for people.
package enum Dollars {
  /// With cents; with as many more digits as a small amount needs.
  package static func text(_ micros: Int) -> String {
    let digits = micros == 0 || micros >= 10_000 ? 2 : 6
    return String(format: "%.\(digits)f", Double(micros) / 1_000_000)
  }
}

extension Date {
  /// The first of its month, UTC, as `2026-11-01`.
  var firstOfMonth: String { String(ISO8601Format().prefix(7)) + "-01" }
}

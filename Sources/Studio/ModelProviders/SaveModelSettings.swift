import Contracts
package import Database
import Foundation
import Jobs
package import Kernel

/// Saves which models do which task, and the limits.
package struct SaveModelSettings: Sendable {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  package func run(
    _ settings: ModelSettings, expected: Int?, as tenant: TenantContext
  ) async throws -> ModelSettings {
    try await parts.act(as: tenant) { try await run(settings, expected: expected, in: $0) }
  }

  /// `expected` is the version that was read; nil takes whatever is there. The version in `settings` does not count.
  package func run(_ settings: ModelSettings, expected: Int?, in tx: Transaction) async throws -> ModelSettings {
    let tenant = try tx.acting
    try OrgWide.check(tenant)
    let current = try await tx.first(ModelProviderStatements.lockSettings) ?? ModelSettings()
    try Stale.check(expected, current: ModelSettingsReply(current), "settings of models")
    try settings.check(try await tx.query(ModelProviderStatements.list))
    var saved = settings
    saved.routes = settings.routes.filter { !$0.value.isEmpty }
    saved.version = current.version + 1
    let input = (saved, by: tenant.actor.label, at: parts.time.now())
    guard try await tx.first(ModelProviderStatements.saveSettings, input) != nil else {
      throw Problem(.stale, "Somebody else is saving these settings right now. Look at theirs and save again.")
    }
    if saved.keepDays < current.keepDays {
      try await tx.execute(ModelCallStatements.erasePayloads, saved.oldestPayload(at: input.at))
    }
    try await record(saved, tx)
    return saved
  }

  private func record(_ saved: ModelSettings, _ tx: Transaction) async throws {
    var facts: [String: AuditEntry.Fact] = [
      "version": .number(Int64(saved.version)), "keep_days": .number(Int64(saved.keepDays)),
      "routes": .number(Int64(saved.routes.count)),
    ]
    facts["monthly_micros"] = saved.monthlyMicros.map { .number(Int64($0)) }
    facts["monthly_tokens"] = saved.monthlyTokens.map { .number(Int64($0)) }
    facts["at_once"] = saved.atOnce.map { .number(Int64($0)) }
    try await parts.audit.record(
      AuditEntry("model_settings.update", resource: "model_settings", facts: facts), in: tx)
  }
}

extension ModelSettings {
  /// Prompts and answers that are older go.
  func oldestPayload(at now: Date) -> Date { now.addingTimeInterval(-Double(keepDays) * 86_400) }
}

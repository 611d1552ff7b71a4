import Contracts
package import Database
import Jobs
package import Kernel

/// Takes examples in and lets a job learn from them. Answers at once with an operation.
package struct TrainVoice: Sendable {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  /// `source` says where the posts come from, such as `paste` or `csv`.
  package func run(
    _ examples: [VoiceExample], source: String, brand: BrandID, as tenant: TenantContext
  ) async throws -> OperationID {
    try await parts.act(as: tenant) { try await run(examples, source: source, brand: brand, in: $0) }
  }

  package func run(
    _ examples: [VoiceExample], source: String, brand: BrandID, in tx: Transaction
  ) async throws -> OperationID {
    guard let found = try await tx.first(BrandStatements.byID, brand) else { throw Problem.notFound("brand") }
    try found.assertActive()
    let new = NewImport(
      id: parts.ids.new(), brand: brand, source: source, examples: examples, by: try tx.acting.actor.label,
      at: parts.time.now())
    try await tx.execute(VoiceStatements.insertImport, new)
    let operation = try await begin(new, tx)
    try await parts.audit.record(
      AuditEntry(
        "voice.train", resource: brand.description, brand: brand,
        facts: ["examples": .number(Int64(examples.count))]),
      in: tx)
    return operation
  }

  private func begin(_ new: NewImport, _ tx: Transaction) async throws -> OperationID {
    let operation = try await tx.begin(
      NewOperation(kind: VoiceTrainArgs.kind, brand: new.brand, resource: new.brand.description, total: 1),
      ids: parts.ids)
    let args = VoiceTrainArgs(brand: new.brand, task: .learn(new.id, operation))
    try await tx.enqueue(args, priority: .interactive, subject: operation.description, ids: parts.ids)
    return operation
  }
}

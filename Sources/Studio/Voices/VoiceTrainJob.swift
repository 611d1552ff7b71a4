import Contracts
import Crypto
package import Database
import Foundation
package import Jobs
package import Kernel
import Text

package struct VoiceTrainArgs: JobArgs, Equatable {
  package static let kind = "voice-train"
  package static let retry = RetryPolicy(maxAttempts: 5, first: .seconds(2))

  package enum Task: Codable, Sendable, Equatable {
    /// Learn from an import and end its operation.
    case learn(VoiceImportID, OperationID)
    /// Give examples without an embedding one, a batch at a time.
    case embed
  }

  package var brand: BrandID
  package var task: Task

  package init(brand: BrandID, task: Task) {
    self.brand = brand
    self.task = task
  }

  package var uniqueKey: String? {
    switch task {
    case .learn(let id, _): id.description
    case .embed: "embed " + brand.description
    }
  }

  /// A training that ends while examples are embedded asks for another round.
  package static let uniqueness = Uniqueness.untilStarted
}

package struct VoiceTrainJob: JobHandler {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  package func run(_ args: VoiceTrainArgs, _ context: JobContext) async throws -> JobOutcome {
    switch args.task {
    case .learn(let id, let operation): try await learn(id, operation, args.brand, context)
    case .embed: try await EmbedExamples(parts).run(args.brand, context)
    }
  }

  package func gaveUp(
    _ args: VoiceTrainArgs, _ reason: String, _ context: JobContext, in tx: Transaction
  ) async throws {
    guard case .learn(let id, let operation) = args.task else { return }
    try await tx.execute(VoiceStatements.dropImport, id)
    try await tx.fail(operation, Problem(.unavailable, "The voice could not be trained (\(reason)). Try again."))
  }

  private func learn(
    _ id: VoiceImportID, _ operation: OperationID, _ brand: BrandID, _ context: JobContext
  ) async throws -> JobOutcome {
    let database = context.database
    guard let taken = try await database.first(VoiceStatements.takeImport, id, as: context.tenant),
      let found = try await database.first(BrandStatements.byID, brand, as: context.tenant)
    else { return .cancel("import-gone") }
    try await keep(taken, brand, context)
    let posts = try await database.query(VoiceStatements.examples, brand, as: context.tenant)
    let others = try await database.query(VoiceStatements.others, brand, as: context.tenant)
    let active = try await database.first(VoiceStatements.active, brand, as: context.tenant)
    do {
      let measured = try await Calculation.run {
        try MeasureVoice.run(posts, others: others, brand: found.profile, active: active?.profile)
      }
      try await store(measured, posts.count, taken, id, operation, brand, context)
    } catch let problem as Problem where problem.kind == .invalid {
      try await refuse(problem, id, operation, context)
    }
    return .done
  }

  /// Posts that are there already are not added again.
  private func keep(_ taken: TakenImport, _ brand: BrandID, _ context: JobContext) async throws {
    let now = parts.time.now()
    let new = taken.examples.map { example in
      NewExample(
        id: parts.ids.new(), brand: brand, text: example.text,
        digest: Array(SHA256.hash(data: Data(canonical(example.text).utf8))), source: taken.source, at: now)
    }
    try await context.database.transaction(as: context.tenant) { tx in
      for start in stride(from: 0, to: new.count, by: 500) {
        try await tx.executeEach(VoiceStatements.addExample, Array(new[start..<min(start + 500, new.count)]))
      }
    }
  }

  private func store(
    _ measured: (profile: StyleProfile, trial: VoiceTrial), _ examples: Int, _ taken: TakenImport,
    _ id: VoiceImportID, _ operation: OperationID, _ brand: BrandID, _ context: JobContext
  ) async throws {
    try await context.database.transaction(as: context.tenant) { tx in
      guard let newest = try await tx.first(VoiceStatements.lockBrandModels, brand) else {
        throw Problem.notFound("brand")
      }
      let model = VoiceModel(
        id: parts.ids.new(), brand: brand, version: newest + 1, state: measured.trial.isNoWorse ? .active : .refused,
        profile: measured.profile, examples: examples, trial: measured.trial, created: parts.time.now(),
        createdBy: taken.by)
      try await tx.add(model)
      try await announce(model, tx)
      try await tell(model, context, tx)
      try await tx.execute(VoiceStatements.dropImport, id)
      try await tx.succeed(operation, VoiceResult(model))
      if parts.embedder != nil || parts.services != nil {
        try await tx.enqueue(VoiceTrainArgs(brand: brand, task: .embed), priority: .background, ids: parts.ids)
      }
      try await context.complete(in: tx)
    }
  }

  private func announce(_ model: VoiceModel, _ tx: Transaction) async throws {
    try await tx.publish(
      VoiceTrained(
        voice: model.id, number: model.version, active: model.state == .active, separation: model.trial.separation),
      brand: model.brand, resource: model.brand.description, ids: parts.ids)
    try await parts.audit.record(
      AuditEntry(
        "voice.trained", resource: model.id.description, brand: model.brand,
        facts: ["version": .number(Int64(model.version)), "active": .flag(model.state == .active)]),
      in: tx)
  }

  private func tell(_ model: VoiceModel, _ context: JobContext, _ tx: Transaction) async throws {
    let isActive = model.state == .active
    try await parts.notifier.notify(
      Notice(
        kind: .voiceTrained, audience: .whoAsked(context.tenant.actor), brand: model.brand,
        resource: model.brand.description,
        title: isActive
          ? "A voice was trained: version \(model.version) is in use."
          : "A voice was trained: version \(model.version) tells the brand apart less surely, so it is not in use.",
        dedupKey: "voice/\(model.id)"), in: tx)
  }

  /// Too few or unusable examples: said plainly, kept for the next try.
  private func refuse(
    _ problem: Problem, _ id: VoiceImportID, _ operation: OperationID, _ context: JobContext
  ) async throws {
    try await context.database.transaction(as: context.tenant) { tx in
      try await tx.execute(VoiceStatements.dropImport, id)
      try await tx.fail(operation, problem)
      try await context.complete(in: tx)
    }
  }
}

extension Transaction {
  /// Adds a voice; one that becomes active takes the place of the active one.
  func add(_ model: VoiceModel) async throws {
    if model.state == .active, let active = try await first(VoiceStatements.active, model.brand) {
      try await execute(
        VoiceStatements.setState,
        VoiceStateChange(id: active.id, state: .superseded, at: model.created, by: model.createdBy))
    }
    try await execute(VoiceStatements.insert, model)
  }
}

/// What the operation of a training ends with.
struct VoiceResult: Codable, Sendable {
  var voice: VoiceModelID
  var version: Int
  var active: Bool
  var examples: Int
  var separation: Double?

  init(_ model: VoiceModel) {
    voice = model.id
    version = model.version
    active = model.state == .active
    examples = model.profile.examples
    separation = model.trial.separation
  }
}

package import Database
import Foundation
package import Jobs
package import Kernel
import Models
package import Text

package struct TranslateArgs: JobArgs, Equatable {
  package static let kind = "translate"
  package static let retry = RetryPolicy(maxAttempts: 4, first: .seconds(2))

  package var source: VariantID
  package var post: PostID
  package var ordinal: Int
  package var operation: OperationID
  package var formality: Formality?

  package init(
    source: VariantID, post: PostID, ordinal: Int, operation: OperationID, formality: Formality? = nil
  ) {
    self.source = source
    self.post = post
    self.ordinal = ordinal
    self.operation = operation
    self.formality = formality
  }
}

/// Translates through the model, and checks that numbers, names and links came along.
package struct TranslateJob: JobHandler {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  package func run(_ args: TranslateArgs, _ context: JobContext) async throws -> JobOutcome {
    let parts = parts.on(context.database)
    let source = try await parts.variant(args.source, as: context.tenant)
    let (material, loaded) = try await parts.ground(of: args.post, context.database, as: context.tenant)
    let language = try await parts.post(source.post, as: context.tenant).language
    var provenance = Provenance(
      seed: source.provenance.seed, briefVersion: material.briefVersion, brandVersion: material.brandVersion,
      voice: material.voice, promptVersion: TranslationPrompt.version)
    provenance.vouched = source.vouched
    provenance.translation = TranslationSource(
      text: source.judged.text, language: language,
      formality: args.formality ?? material.brand.formality(in: material.post.language))
    let rules = loaded.standing(on: provenance)
    let asked = try await parts.withWriter(for: .translate, about: material.post, in: context) { writing in
      guard let writing else { throw Problem(.unavailable, "No model is connected.") }
      return (answer: try await ask(writing, rules), model: writing.model.name)
    }
    guard let asked else { return .snooze(until: parts.time.now().addingTimeInterval(1)) }
    switch asked.answer {
    case .post(let text, let adaptations):
      provenance.translation?.adaptations = adaptations
      let variant = variant(text, source, args, material.post, rules.standing(on: provenance), asked.model, provenance)
      try await store(variant, material, args, context)
      return .done
    case .silent(let error), .broken(let error): return try await wait(after: error, args, context)
    case .unusable(let fault): return try await end(args, Problem(.unavailable, fault.words + Self.next), context)
    }
  }

  private static let next = " Try again, or write it by hand."

  /// What the model translates, cut to what the platform takes; once more with the reason when that cannot be used or
  /// has lost something.
  private func ask(_ writing: WritingModel, _ rules: JudgeRules) async throws -> Asked {
    guard let source = rules.translation else { return .unusable(.empty) }
    var correction: String?
    var attempt = 1
    while true {
      let prompt = TranslationPrompt(source, rules, correction: correction)
      var asked = try await AskModel(writing, time: parts.time).run(prompt.request, rules, preview: { _ in })
      switch asked {
      case .silent, .broken: return asked
      case .unusable(let fault): correction = fault.correction
      case .post(let text, let adaptations):
        let fitted = Fit.fit(text, rules.platform, link: rules.brief.link)
        asked = .post(fitted, adaptations)
        guard let reason = source.check(to: rules.language, of: rules.brand).correction(fitted) else { return asked }
        correction = reason
      }
      guard attempt < writing.tries else { return asked }
      attempt += 1
    }
  }

  /// What will not get better ends here, with its words. A provider that asks for a pause gets it; every other try is
  /// the job's own.
  private func wait(after error: ModelError, _ args: TranslateArgs, _ context: JobContext) async throws -> JobOutcome {
    guard case .later = error.retry else { return try await end(args, error.problem, context) }
    throw error.problem
  }

  private func end(_ args: TranslateArgs, _ problem: Problem, _ context: JobContext) async throws -> JobOutcome {
    try await context.database.transaction(as: context.tenant) { tx in
      try await tx.execute(PostStatements.settle, (args.post, reason: problem.detail, at: parts.time.now()))
      try await tx.fail(args.operation, problem)
      try await context.complete(in: tx)
    }
    return .done
  }

  package func gaveUp(
    _ args: TranslateArgs, _ reason: String, _ context: JobContext, in tx: Transaction
  ) async throws {
    let words = "The translation could not be made (\(reason))." + Self.next
    try await tx.execute(PostStatements.settle, (args.post, reason: words, at: parts.time.now()))
    try await tx.fail(args.operation, Problem(.unavailable, words))
  }

  private func variant(
    _ text: String, _ source: Variant, _ args: TranslateArgs, _ post: Post, _ rules: JudgeRules, _ model: String,
    _ provenance: Provenance
  ) -> Variant {
    let now = parts.time.now()
    return Variant(
      id: parts.ids.new(), post: args.post, brand: post.brand, ordinal: args.ordinal, version: 1,
      judged: Judge.judge(text, by: source.authorship, rules), writer: .translation, writerDetail: model,
      isDraft: false, note: "", provenance: provenance, created: now, updated: now)
  }

  private func store(
    _ variant: Variant, _ material: PostMaterial, _ args: TranslateArgs, _ context: JobContext
  ) async throws {
    try await parts.store(variant, material, in: context) { tx in
      try await tx.succeed(args.operation, TranslationResult(post: args.post, variant: variant.id))
    }
  }
}

struct TranslationResult: Codable, Sendable {
  var post: PostID
  var variant: VariantID
}

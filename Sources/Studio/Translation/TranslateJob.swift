package import Database
import Foundation
package import Jobs
package import Kernel
import Models
import Text

package struct TranslateArgs: JobArgs, Equatable {
  package static let kind = "translate"
  package static let retry = RetryPolicy(maxAttempts: 4, first: .seconds(2))

  package var source: VariantID
  package var post: PostID
  package var ordinal: Int
  package var operation: OperationID

  package init(source: VariantID, post: PostID, ordinal: Int, operation: OperationID) {
    self.source = source
    self.post = post
    self.ordinal = ordinal
    self.operation = operation
  }
}

/// Translates through the model, and checks that numbers, names and links came along.
package struct TranslateJob: JobHandler {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  package func run(_ args: TranslateArgs, _ context: JobContext) async throws -> JobOutcome {
    let parts = parts.on(context.database)
    let source = try await parts.variant(args.source, as: context.tenant)
    let material = try await parts.material(args.post, context.database, as: context.tenant)
    let rules = try await parts.rules(material, context.database, as: context.tenant)
    let prompt = TranslationPrompt(source.judged.text, rules)
    let asked = try await parts.withWriter(for: .translate, about: material.post, in: context) { writing in
      guard let writing else { throw Problem(.unavailable, "No model is connected.") }
      let answer = try await AskModel(writing, time: parts.time).run(prompt.request, rules, preview: { _ in })
      return (answer: answer, model: writing.model.name)
    }
    guard let asked else { return .snooze(until: parts.time.now().addingTimeInterval(1)) }
    switch asked.answer {
    case .post(let text):
      let variant = variant(text, source, args, material, rules, asked.model)
      try await store(variant, material, args, context)
      return .done
    case .silent(let error), .broken(let error): return try await wait(after: error, args, context)
    case .unusable(let fault): throw Problem(.unavailable, fault.words)
    }
  }

  /// What will not get better ends here, with its words. A provider that asks for a pause gets it; every other try is
  /// the job's own.
  private func wait(after error: ModelError, _ args: TranslateArgs, _ context: JobContext) async throws -> JobOutcome {
    guard case .later = error.retry else {
      try await context.database.transaction(as: context.tenant) { tx in
        try await tx.execute(PostStatements.settle, (args.post, reason: error.userMessage, at: parts.time.now()))
        try await tx.fail(args.operation, error.problem)
        try await context.complete(in: tx)
      }
      return .done
    }
    throw error.problem
  }

  package func gaveUp(
    _ args: TranslateArgs, _ reason: String, _ context: JobContext, in tx: Transaction
  ) async throws {
    let words = "The translation could not be made (\(reason)). Try again, or write it by hand."
    try await tx.execute(PostStatements.settle, (args.post, reason: words, at: parts.time.now()))
    try await tx.fail(args.operation, Problem(.unavailable, words))
  }

  private func variant(
    _ text: String, _ source: Variant, _ args: TranslateArgs, _ material: PostMaterial, _ rules: JudgeRules,
    _ model: String
  ) -> Variant {
    let fitted = Fit.fit(text, rules.platform, link: rules.brief.link)
    var judged = Judge.judge(fitted, by: source.authorship, rules.allowing(source.judged.text))
    judged.findings = (judged.findings + TranslationCheck.findings(fitted, from: source.judged.text)).inReadingOrder
    let now = parts.time.now()
    return Variant(
      id: parts.ids.new(), post: args.post, brand: material.post.brand, ordinal: args.ordinal, version: 1,
      judged: judged, writer: .translation, writerDetail: model, isDraft: false, note: "",
      provenance: Provenance(
        seed: source.provenance.seed, briefVersion: material.briefVersion, brandVersion: material.brandVersion,
        voice: material.voice, promptVersion: Prompt.version),
      created: now, updated: now)
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

extension JudgeRules {
  /// What the source says is said already.
  func allowing(_ text: String) -> JudgeRules {
    var rules = self
    rules.sources.append(GroundingSource("source", text))
    return rules
  }
}

/// What must survive a translation.
enum TranslationCheck {
  /// Numbers, names and links of the source that the translation has lost.
  static func findings(_ translated: String, from source: String) -> [Finding] {
    Grounding.check(source, against: [GroundingSource("translation", translated)])
      .filter { ["grounding/number", "grounding/link", "grounding/price", "grounding/percentage"].contains($0.rule) }
      .map { lost in
        Finding(
          rule: "translation/lost", severity: .warning, span: Span(0, translated.unicodeScalars.count), quote: "",
          message: "The translation has lost “\(lost.quote)”.")
      }
  }
}

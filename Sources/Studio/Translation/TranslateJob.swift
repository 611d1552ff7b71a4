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
    let rules = try await parts.rules(material, context.database, as: context.tenant).vouching(for: source.vouched)
    let asked = try await parts.withWriter(for: .translate, about: material.post, in: context) { writing in
      guard let writing else { throw Problem(.unavailable, "No model is connected.") }
      return (answer: try await ask(writing, source.judged.text, rules), model: writing.model.name)
    }
    guard let asked else { return .snooze(until: parts.time.now().addingTimeInterval(1)) }
    switch asked.answer {
    case .post(let text):
      let variant = variant(text, source, args, material, rules, asked.model)
      try await store(variant, material, args, context)
      return .done
    case .silent(let error), .broken(let error): return try await wait(after: error, args, context)
    case .unusable(let fault): return try await end(args, Problem(.unavailable, fault.words + Self.next), context)
    }
  }

  private static let next = " Try again, or write it by hand."

  /// What the model translates; once more with the reason when that cannot be used or has lost something.
  private func ask(_ writing: WritingModel, _ source: String, _ rules: JudgeRules) async throws -> Asked {
    var correction: String?
    var attempt = 1
    while true {
      let prompt = TranslationPrompt(source, rules, correction: correction)
      let asked = try await AskModel(writing, time: parts.time).run(prompt.request, rules, preview: { _ in })
      switch asked {
      case .silent, .broken: return asked
      case .unusable(let fault): correction = fault.correction
      case .post(let text):
        let lost = TranslationCheck.lost(text, from: source, to: rules.language)
        guard !lost.isEmpty else { return asked }
        correction = "That has lost: \(lost.prefix(8).joined(separator: "; ")). Translate again with them. JSON only."
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
    _ text: String, _ source: Variant, _ args: TranslateArgs, _ material: PostMaterial, _ rules: JudgeRules,
    _ model: String
  ) -> Variant {
    let fitted = Fit.fit(text, rules.platform, link: rules.brief.link)
    var judged = Judge.judge(fitted, by: source.authorship, rules.allowing(source.judged.text))
    let lost = TranslationCheck.findings(fitted, from: source.judged.text, to: rules.language)
    judged.findings = (judged.findings + lost).inReadingOrder
    let now = parts.time.now()
    var provenance = Provenance(
      seed: source.provenance.seed, briefVersion: material.briefVersion, brandVersion: material.brandVersion,
      voice: material.voice, promptVersion: Prompt.version)
    provenance.vouched = source.vouched
    return Variant(
      id: parts.ids.new(), post: args.post, brand: material.post.brand, ordinal: args.ordinal, version: 1,
      judged: judged, writer: .translation, writerDetail: model, isDraft: false, note: "",
      provenance: provenance, created: now, updated: now)
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
  /// What a translation has lost, each with the words of the source.
  static func findings(_ translated: String, from source: String, to language: String) -> [Finding] {
    lost(translated, from: source, to: language).map { words in
      Finding(
        rule: "translation/lost", severity: .warning, span: Span(0, translated.unicodeScalars.count), quote: "",
        message: "The translation has lost “\(words)”.")
    }
  }

  /// Figures, links, handles and addresses of the source that the translation does not say; dates and times too where
  /// both languages' words for them are known.
  static func lost(_ translated: String, from source: String, to language: String) -> [String] {
    let kinds = everywhere + (readsDates(language) ? ["date", "time"] : [])
    let facts = Grounding.check(source, against: [GroundingSource("translation", translated)])
      .filter { finding in kinds.contains { finding.rule == "grounding/" + $0 } }.map(\.quote)
    // A name without its @ leads nobody there.
    let people = mentions(of: translated)
    return facts + mentions(of: source).filter { !people.contains($0) && !facts.contains($0) }
  }

  private static func mentions(of text: String) -> [String] {
    Entities.extract(text).filter { $0.kind == .mention }.map { $0.value.hasPrefix("@") ? $0.value : "@" + $0.value }
  }

  private static let everywhere = ["number", "link", "price", "percentage", "handle", "contact"]

  private static func readsDates(_ language: String) -> Bool {
    ["en", "de", "es", "fr"].contains(language.prefix { $0 != "-" })
  }
}

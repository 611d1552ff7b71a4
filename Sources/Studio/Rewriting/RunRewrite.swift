import Contracts
import Database
import Foundation
import Jobs
import Kernel
import Models
import Text

/// Rewrites a variant: a model when there is one, else rules for what rules can do. Ends with a new version of the text,
/// or says why the text is as it was.
struct RunRewrite: Sendable {
  let parts: StudioParts

  init(_ parts: StudioParts) { self.parts = parts }

  func run(_ task: RewriteTask, _ context: JobContext) async throws -> JobOutcome {
    let parts = parts.on(context.database)
    let variant = try await parts.variant(task.variant, as: context.tenant)
    guard variant.version == task.version else { return try await end(task, Self.changed, context) }
    let (material, loaded) = try await parts.ground(of: variant.post, context.database, as: context.tenant)
    let rules = loaded.standing(on: variant.provenance).vouching(for: variant.vouched)
    let reworded = try await parts.withWriter(for: .rewrite, about: material.post, in: context) { writing in
      try await reword(variant, task.wish, rules, writing)
    }
    switch reworded {
    case nil: return .snooze(until: parts.time.now().addingTimeInterval(1))
    case .unchanged(let words): return try await end(task, Problem(.conflict, words), context)
    case .written(let written):
      try await store(variant.rewritten(written, rules, at: parts.time.now()), task, context)
      return .done
    }
  }

  func gaveUp(_ task: RewriteTask, _ reason: String, in tx: Transaction) async throws {
    let words = "The text could not be rewritten (\(reason)). It is as it was. Try again, or edit it by hand."
    try await tx.fail(task.operation, Problem(.unavailable, words))
  }

  private static let changed = Problem(
    .conflict, "The text changed while it was to be rewritten, and is left as it is. Look at it, then ask again.")

  private func end(_ task: RewriteTask, _ problem: Problem, _ context: JobContext) async throws -> JobOutcome {
    try await context.database.transaction(as: context.tenant) { tx in
      try await tx.fail(task.operation, problem)
      try await context.complete(in: tx)
    }
    return .done
  }

  // MARK: the words

  private enum Reworded: Sendable {
    case written(Written)
    case unchanged(String)
  }

  private func reword(
    _ variant: Variant, _ wish: RewriteWish, _ rules: JudgeRules, _ writing: WritingModel?
  ) async throws -> Reworded {
    guard let writing else { return byRules(variant, wish, rules, "") }
    let source = variant.judged.text
    var (correction, note) = (String?.none, "")
    for attempt in 1...max(1, writing.tries) {
      let prompt = RewritePrompt(source, wish, rules, seed: variant.provenance.seed, correction: correction)
      switch try await AskModel(writing, time: parts.time).run(prompt.request, rules, preview: { _ in }) {
      case .post(let text, _):
        let text = linked(Fit.fit(text, rules.platform, link: rules.brief.link), source, wish, rules)
        correction = fault(text, source, wish, rules)
        if correction == nil || attempt == writing.tries, text != source {
          return .written(written(text, writing, prompt, attempt))
        }
        note = "The model gave the text back as it was."
      case .silent(let error): return byRules(variant, wish, rules, error.userMessage)
      case .broken(let error): note = error.userMessage
      case .unusable(let fault): (note, correction) = (fault.words, fault.correction)
      }
    }
    return byRules(variant, wish, rules, note)
  }

  /// No preset loses the brief's link: a model that leaves it out gets it put back.
  private func linked(_ text: String, _ source: String, _ wish: RewriteWish, _ rules: JudgeRules) -> String {
    guard wish.aim != nil, let link = rules.brief.link, source.contains(link), !text.contains(link) else { return text }
    return Fit.fit(text + "\n\n" + link, rules.platform, link: link)
  }

  private func written(_ text: String, _ writing: WritingModel, _ prompt: RewritePrompt, _ attempt: Int) -> Written {
    Written(
      text: text, writer: .model, detail: writing.model.name, isDraft: false, promptDigest: prompt.request.digest,
      attempts: attempt)
  }

  /// What is wrong with a rewriting, as a request to write it again; nil when nothing is.
  private func fault(_ text: String, _ source: String, _ wish: RewriteWish, _ rules: JudgeRules) -> String? {
    if text == source { return "That is the post as it was. Rewrite it as the writer asks. JSON only." }
    let kept = Addresses.found(in: text)
    let lost = wish.aim == nil ? [] : Addresses.found(in: source).filter { !kept.contains($0) }
    if !lost.isEmpty {
      return "These links must stay: \(lost.joined(separator: " ")). Write it again with them. JSON only."
    }
    return rules.correction(of: text)
  }

  /// The same text and wish, the same result.
  private func byRules(_ variant: Variant, _ wish: RewriteWish, _ rules: JudgeRules, _ note: String) -> Reworded {
    guard let aim = wish.aim, wish.isDoneByRules(in: rules.language) else {
      return .unchanged(Self.sentences(note, "The text is as it was. Try again later, or edit it by hand."))
    }
    let fixed = rules.spellings + Disclosure.words(for: rules.language)
    let rewriter = Rewriter(rules.platform, language: rules.language, fixed: fixed)
    switch rewriter.rewrite(variant.judged.text, aim) {
    case .nothingToDo(let words): return .unchanged(Self.sentences(note, words))
    case .rewritten(let new):
      let changes = new.changes.joined(separator: " ")
      return .written(
        Written(
          text: new.text, writer: .composer, detail: aim.rawValue, isDraft: true,
          note: Self.sentences(note, "Rewritten by rules, not by a model.", changes)))
    }
  }

  private static func sentences(_ parts: String...) -> String {
    parts.filter { !$0.isEmpty }.joined(separator: " ")
  }

  // MARK: keeping it

  private func store(_ rewritten: Variant, _ task: RewriteTask, _ context: JobContext) async throws {
    let tenant = context.tenant
    try await context.database.transaction(as: tenant) { tx in
      guard let post = try await tx.first(PostStatements.lock, rewritten.post),
        let current = try await tx.first(VariantStatements.lock, rewritten.id)
      else { throw Problem.notFound("variant") }
      if let problem = try await hindrance(post, current, task, tx) {
        try await tx.fail(task.operation, problem)
      } else {
        try await tx.execute(
          VariantStatements.saveVersion, (current, by: tenant.actor.label, at: rewritten.updated))
        try await tx.execute(VariantStatements.update, rewritten)
        try await parts.save(post.afterEdit(of: rewritten), was: post, tenant, tx)
        try await parts.announce(rewritten, rewritten.id, post, tx)
        try await succeed(rewritten, current, task, tx)
      }
      try await context.complete(in: tx)
    }
  }

  /// What happened while the model wrote.
  private func hindrance(
    _ post: Post, _ current: Variant, _ task: RewriteTask, _ tx: Transaction
  ) async throws -> Problem? {
    guard current.version == task.version else { return Self.changed }
    do {
      try post.assertEditable()
      if post.chosen == current.id { try await parts.assertNotOut(post, tx) }
      return nil
    } catch let problem as Problem {
      return problem
    }
  }

  private func succeed(
    _ new: Variant, _ before: Variant, _ task: RewriteTask, _ tx: Transaction
  ) async throws {
    try await tx.succeed(
      task.operation,
      RewriteResult(post: new.post, variant: new.id, version: new.version, fromVersion: before.version))
  }
}

extension Variant {
  fileprivate func rewritten(_ written: Written, _ rules: JudgeRules, at now: Date) -> Variant {
    var copy = self
    copy.judged = Judge.judge(written.text, by: .machine, rules)
    copy.version += 1
    copy.writer = written.writer
    copy.writerDetail = written.detail
    copy.isDraft = written.isDraft
    copy.note = written.note
    copy.provenance.promptVersion = written.promptDigest.map { _ in Prompt.version }
    copy.provenance.promptDigest = written.promptDigest
    copy.provenance.attempts = written.attempts
    copy.provenance.vouched = vouched
    copy.updated = now
    return copy
  }
}

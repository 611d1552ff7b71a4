package import Kernel
import Models
import Text

/// Writes one variant: the model when there is one, else the composer; of a post with a template, the part that the
/// form leaves open. Always ends with a text, or is cancelled.
package struct WriteVariant: Sendable {
  let writing: WritingModel?
  let time: TimeSource

  package init(_ writing: WritingModel?, time: TimeSource) {
    self.writing = writing
    self.time = time
  }

  package func run(
    _ rules: JudgeRules, examples: [String], ordinal: Int, of count: Int, seed: UInt64,
    preview: @escaping @Sendable (String) -> Void = { _ in }
  ) async throws -> Written {
    guard let frame = rules.frame else {
      return try await free(rules, examples: examples, ordinal: ordinal, of: count, seed: seed, preview: preview)
    }
    guard let inner = rules.inside(frame) else { return bare(frame, rules) }
    preview(frame.before)
    var written = try await free(
      inner, examples: examples, ordinal: ordinal, of: count, seed: seed, preview: preview)
    let text = frame.text(around: written.text, on: rules.platform, beside: rules.label)
    written.text = Compose.disclosed(text, rules)
    return written
  }

  /// A form that leaves nothing to write, or no room for it.
  private func bare(_ frame: PostFrame, _ rules: JudgeRules) -> Written {
    Written(
      text: Compose.disclosed(frame.bare, rules), writer: .composer, detail: "template", isDraft: false,
      note: frame.behind == nil
        ? "" : "The template leaves no room for a text of its own on \(rules.platform.name).")
  }

  private func free(
    _ rules: JudgeRules, examples: [String], ordinal: Int, of count: Int, seed: UInt64,
    preview: @escaping @Sendable (String) -> Void
  ) async throws -> Written {
    func composed(_ note: String) -> Written {
      Compose.draft(rules, ordinal: ordinal, of: count, seed: seed, note: note)
    }
    guard let writing else { return composed("") }
    var correction: String?
    var note = ""
    for attempt in 1...max(1, writing.tries) {
      let prompt = Prompt(rules, examples: examples, ordinal: ordinal, seed: seed, correction: correction)
      switch try await AskModel(writing, time: time).run(prompt.request, rules, preview: preview) {
      case .post(let text, _):
        let written = written(text, rules, prompt, attempt)
        guard attempt < writing.tries, let fault = rules.correction(of: written.text) else { return written }
        correction = fault
      case .silent(let error): return composed(error.userMessage)
      case .broken(let error): note = error.userMessage
      case .unusable(let fault):
        note = fault.words
        correction = fault.correction
      }
    }
    return composed(note + " This draft was composed instead.")
  }

  private func written(_ text: String, _ rules: JudgeRules, _ prompt: Prompt, _ attempt: Int) -> Written {
    Written(
      text: Fit.fit(text, rules.platform, link: rules.brief.link), writer: .model,
      detail: writing?.model.name ?? "", isDraft: false, note: Compose.contradictions(rules),
      promptDigest: prompt.digest, attempts: attempt)
  }
}

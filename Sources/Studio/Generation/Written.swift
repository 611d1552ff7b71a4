/// A text as a writer gave it, before it was measured.
package struct Written: Sendable, Equatable {
  package var text: String
  package var writer: Writer
  /// The model's name, or the composer's frame.
  package var detail: String
  package var isDraft: Bool
  /// Why it is not what was asked for; empty otherwise.
  package var note: String
  package var promptDigest: String?
  package var attempts: Int

  package init(
    text: String, writer: Writer, detail: String, isDraft: Bool, note: String = "",
    promptDigest: String? = nil, attempts: Int = 1
  ) {
    self.text = text
    self.writer = writer
    self.detail = detail
    self.isDraft = isDraft
    self.note = note
    self.promptDigest = promptDigest
    self.attempts = attempts
  }
}

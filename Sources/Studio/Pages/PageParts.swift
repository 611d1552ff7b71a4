package import Kernel
package import Web

/// Boxes that other modules add to Studio's pages; App wires them.
package struct StudioSlots: Sendable {
  /// Beside a post: when and where it goes out.
  package var besidePost: @Sendable (PostID, PageContext) async throws -> HTML

  package init(besidePost: @escaping @Sendable (PostID, PageContext) async throws -> HTML = { _, _ in .empty }) {
    self.besidePost = besidePost
  }
}

/// Shows a form again with what was wrong, instead of a page that only says so.
func retrying(
  _ act: () async throws -> PageReply, again: (Problem) async throws -> PageReply
) async throws -> PageReply {
  do {
    return try await act()
  } catch let problem as Problem where [.invalid, .conflict, .stale].contains(problem.kind) {
    return try await again(problem)
  }
}

/// What was wrong, above a form.
func problemNotice(_ problem: Problem?) -> HTML {
  guard let problem else { return .empty }
  return notice(.bad, problem.detail) {
    if problem.fields.count > 1 {
      ul { for field in problem.fields { li { "\(field.pointer): \(field.message)" } } }
    }
  }
}

/// A hidden input that carries a value through a form.
func hidden(_ name: String, _ value: String) -> HTML { input(.type("hidden"), .name(name), .value(value)) }

/// A message of one sentence.
func message(_ tone: Tone, _ sentence: String) -> HTML { notice(tone, sentence) { HTML.empty } }

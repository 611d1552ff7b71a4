/// What happened, as ids, versions and numbers: never content, names or secrets, because events
/// are kept, exported and shown to everyone who may read the brand.
///
/// A payload type is a promise to readers outside this repository. Adding an optional field is
/// free; anything else is a new `version`, published beside the old one until readers moved.
package protocol EventPayload: Codable, Sendable {
  /// `brief.created`: an area (brief, gen, policy, publish, metrics), a dot, what happened.
  static var subject: String { get }
  static var version: Int { get }
  /// One sentence for `docs/api/events.md`.
  static var summary: String { get }
  /// A whole, plausible value, shown in `docs/api/events.md`.
  static var example: Self { get }
}

extension EventPayload {
  package static var version: Int { 1 }
}

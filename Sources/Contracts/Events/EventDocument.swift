import Foundation

extension EventCatalogue {
  /// `docs/api/events.md`, from the types themselves. A test compares the file with this.
  package static func document() throws -> String {
    let sections = try areas.map { area in
      let types = all.filter { $0.subject.hasPrefix(area + ".") }
      return "## \(area).*\n\n" + (try types.map { try entry($0) }).joined(separator: "\n")
    }
    return heading + sections.joined(separator: "\n")
  }

  private static let heading = """
    # Events

    Rendered from `Sources/Contracts/Events`; do not edit.

    Every event belongs to one organisation and, where it has one, to a brand. It is stored in the transaction of the
    change it tells of, and gets its position once that is visible to everyone. Readers see one order without gaps:
    `Last-Event-ID` is a position, and whoever comes back with one continues right after it. The payload holds ids,
    versions, numbers and stable words, never content. New optional fields may appear; anything else is a new version.


    """

  private static func entry<Payload: EventPayload>(_ type: Payload.Type) throws -> String {
    let example = String(decoding: try JSONEncoder.events.encode(type.example), as: UTF8.self)
    return """
      ### \(type.subject) (version \(type.version))

      \(type.summary)

      ```json
      \(example)
      ```

      """
  }
}

package import Foundation
package import Kernel

/// Tags that one should not use, or not count on: from `Resources/hashtag-lists.json` and from the brand.
package struct TagLists: Sendable, Equatable {
  package enum Status: String, Codable, Sendable, CaseIterable {
    /// Never suggested.
    case banned
    /// Suggested behind all others: posts with it are shown to fewer people.
    case limited
    /// So many posts carry it that one more is hardly found by it.
    case crowded
  }

  package struct Entry: Codable, Sendable, Equatable {
    package var tag: String
    package var status: Status
    /// Empty: on all platforms.
    package var platforms: [String]
    /// The day from which this is known, `2012-04-20`.
    package var since: String
    /// Who says so, in words.
    package var source: String

    package init(tag: String, status: Status, platforms: [String] = [], since: String, source: String) {
      self.tag = tag
      self.status = status
      self.platforms = platforms
      self.since = since
      self.source = source
    }
  }

  private var entries: [String: [Entry]]

  /// Reads `hashtag-lists.json`. Throws a `Problem` that names the file when it is missing or wrong.
  package static func load(from folder: ResourceFolder = ResourceFolder(module: "Text")) throws -> TagLists {
    try TagLists(json: folder.data("hashtag-lists.json"))
  }

  /// Throws `Problem(.internal)` naming the entry that makes no sense.
  package init(json: Data) throws {
    let file: File
    do {
      file = try JSONDecoder().decode(File.self, from: json)
    } catch {
      throw Problem(.internal, "hashtag-lists.json cannot be read.")
    }
    for group in file.groups where group.since.count != 10 || group.source.isEmpty || group.tags.isEmpty {
      throw Problem(.internal, "hashtag-lists.json: the group of \(group.tags.first ?? "no tag") has no day or source.")
    }
    self.init(
      file.groups.flatMap { group in
        group.tags.map {
          Entry(
            tag: $0, status: group.status, platforms: group.platforms ?? [], since: group.since, source: group.source)
        }
      })
  }

  package init(_ entries: [Entry] = []) {
    self.entries = Dictionary(grouping: entries) { TaggedPost.key($0.tag) }
  }

  /// The same with a brand's own entries, which count before others of the same tag.
  package func adding(_ own: [Entry]) -> TagLists {
    var copy = self
    for entry in own { copy.entries[TaggedPost.key(entry.tag), default: []].insert(entry, at: 0) }
    return copy
  }

  /// What is known of a tag on a platform; nil when nothing is.
  package func entry(_ tag: String, on platform: String?) -> Entry? {
    entries[TaggedPost.key(tag)]?.first { entry in
      entry.platforms.isEmpty || platform.map(entry.platforms.contains) ?? true
    }
  }

  private struct File: Decodable { var groups: [Group] }

  private struct Group: Decodable {
    var status: Status
    var platforms: [String]?
    var since: String
    var source: String
    var tags: [String]
  }
}

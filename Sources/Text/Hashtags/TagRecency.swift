import Foundation

/// The tags of an account's last posts, for rest and change.
struct TagRecency: Sendable {
  /// Of the last posts with tags, the newest first.
  private let sets: [Set<String>]

  init(_ told: [TagEvidence.Told]) {
    let order = told.indices.sorted {
      (told[$1].at ?? .distantPast, $1) < (told[$0].at ?? .distantPast, $0)
    }
    sets = order.map { told[$0].keys }.filter { !$0.isEmpty }.prefix(
      max(TagAdvisor.postsBetweenSets, TagAdvisor.postsBeforeRest)
    ).map(\.self)
  }

  /// In every one of the last posts, of which there are enough to say so.
  func always(_ key: String) -> Bool {
    sets.count >= TagAdvisor.postsBeforeRest && sets.prefix(TagAdvisor.postsBeforeRest).allSatisfy { $0.contains(key) }
  }

  /// Gives the last of the tags that go out together another one's place when the same set went out lately. Sets of one
  /// tag may come again.
  func changeSet(_ tags: inout [WeighedTag], together: Int) {
    guard together > 1, tags.count > together else { return }
    let used = Set(sets.prefix(TagAdvisor.postsBetweenSets))
    guard used.contains(Set(tags.prefix(together).map(\.key))) else { return }
    for place in together..<tags.count {
      let kept = Set(tags.prefix(together - 1).map(\.key))
      guard tags[place].group < 2, !used.contains(kept.union([tags[place].key])) else { continue }
      var chosen = tags.remove(at: place)
      chosen.reasons.append("Moved up: the same \(together) tags went out together in one of the last posts.")
      tags.insert(chosen, at: together - 1)
      return
    }
  }
}

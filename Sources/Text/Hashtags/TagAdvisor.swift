package import Foundation

/// Ranks tags for an account from its own posts: by relevance (learnt), then moved by freshness, competition, measured
/// lift, the lists, and rest for what was used too often.
package struct TagAdvisor: Sendable {
  /// The set of tags of none of so many last posts is used again.
  static let postsBetweenSets = 5
  /// A tag in all of so many last posts rests.
  static let postsBeforeRest = 5

  let posts: [TaggedPost]
  private let told: [TagEvidence.Told]
  let ranker: TagRanker
  private let lists: TagLists
  private let never: Set<String>
  private let spelling: TagSpelling

  /// `terms` are texts of the brand whose words tags may be made of; tags that hold one of the `never` terms are left
  /// out. Posts come in any order; undated ones count as older than dated ones.
  package init(_ posts: [TaggedPost], lists: TagLists, never: [String] = [], terms: [String] = []) {
    self.posts = posts
    told = posts.map(TagEvidence.Told.init)
    ranker = TagRanker(posts)
    self.lists = lists
    self.never = Set(never.map { TaggedPost.key($0.filter { $0.isLetter || $0.isNumber }) }.filter { !$0.isEmpty })
    spelling = TagSpelling(texts: posts.map(\.text) + terms, tags: posts.flatMap(\.tags))
  }

  /// Same question and posts, same advice.
  package func advise(_ question: TagQuestion) -> TagAdvice {
    let text = TaggedPost(published: question.text)
    let present = Set(text.tags.map(TaggedPost.key))
    let recent = TagRecency(told)
    var weighed = known(text.text, question) + fresh(question)
    weighed.removeAll { present.contains($0.key) }
    var out: [TagAdvice.Tag] = []
    weighed.removeAll { item in
      guard let reason = refusal(item.key, question) else { return false }
      out.append(TagAdvice.Tag(tag: "#" + spelling.spell(item.key), score: 0, reason: reason))
      return true
    }
    for index in weighed.indices { weighed[index].move(by: adjustments(weighed[index], recent, question)) }
    weighed.sort { ($0.group, $1.points, $0.key) < ($1.group, $0.points, $1.key) }
    recent.changeSet(&weighed, together: question.together)
    return TagAdvice(tags: scored(Array(weighed.prefix(max(0, question.count)))), leftOut: out)
  }

  private func known(_ text: String, _ question: TagQuestion) -> [WeighedTag] {
    let words = TagEvidence.words(text)
    let neighbours = neighbours(question)
    let ranked = ranker.ranked(GramText(text), neighbours: neighbours).filter { $0.candidate.number != nil }
    return ranked.prefix(40).map { candidate, score in
      let evidence = TagEvidence(candidate.key, words, in: told, now: question.now)
      let named = candidate.names
      let reasons = (named ? ["The text names it."] : []) + [evidence.usage]
      return WeighedTag(
        key: candidate.key, spelled: spelling.spell(candidate.key), points: score,
        group: evidence.alike > 0 || named ? 0 : 2, reasons: reasons, evidence: evidence)
    }
  }

  /// Places among all posts become places among those with tags.
  private func neighbours(_ question: TagQuestion) -> [TagIndex.Neighbour] {
    var places: [Int: Int] = [:]
    for (place, index) in posts.indices.filter({ !posts[$0].tags.isEmpty }).enumerated() { places[index] = place }
    return question.neighbours.compactMap { neighbour in
      places[neighbour.post].map { TagIndex.Neighbour(post: $0, likeness: Float(neighbour.likeness)) }
    }
  }

  /// Names of the text that no post carried as a tag.
  private func fresh(_ question: TagQuestion) -> [WeighedTag] {
    TagPhrases.names(question.text).enumerated().compactMap { place, name in
      let key = TaggedPost.key(name)
      guard ranker.index.numbers[key] == nil else { return nil }
      return WeighedTag(
        key: key, spelled: name, points: -Double(place) / 10, group: 1,
        reasons: ["A name in the text; the brand has not used it as a tag."],
        evidence: TagEvidence(key, [], in: [], now: question.now))
    }
  }

  private func refusal(_ key: String, _ question: TagQuestion) -> String? {
    if let entry = lists.entry(key, on: question.platform), entry.status == .banned {
      return "Banned since \(entry.since): \(entry.source)."
    }
    if let term = never.first(where: { key == $0 || $0.count > 3 && key.contains($0) }) {
      return "The brand never says “\(term)”."
    }
    return nil
  }

  private typealias Move = (points: Double, words: String)

  private func adjustments(_ tag: WeighedTag, _ recent: TagRecency, _ question: TagQuestion) -> [(Double, String)] {
    var moves: [Move] = []
    if let fresh = tag.evidence.freshness(question.now) { moves.append(fresh) }
    if let results = tag.evidence.results { moves.append((tag.evidence.measured ?? 0, results)) }
    if let drop = TagReach.drop(of: tag.key, in: posts) { moves.append((-1.5, drop.words)) }
    switch lists.entry(tag.key, on: question.platform) {
    case let entry? where entry.status == .limited:
      moves.append((-2, "Limited since \(entry.since): \(entry.source)."))
    case let entry? where entry.status == .crowded:
      moves.append((-0.5, "Crowded: so many posts carry it that one more is hardly found by it."))
    default: break
    }
    if recent.always(tag.key) {
      moves.append((-1, "In each of the last \(Self.postsBeforeRest) posts: let it rest."))
    }
    return moves
  }

  /// Scores that fall with the rank.
  private func scored(_ tags: [WeighedTag]) -> [TagAdvice.Tag] {
    let top = tags.map(\.points).max() ?? 0
    let total = tags.reduce(0) { $0 + exp($1.points - top) }
    var last = 1_000.0
    return tags.map { tag in
      last = min(last * 0.99, max(0.001, 1_000 * exp(tag.points - top) / max(total, 1)))
      return TagAdvice.Tag(
        tag: "#" + tag.spelled, score: (last * 1000).rounded() / 1000, reason: tag.reasons.joined(separator: " "))
    }
  }
}

/// A tag on its way to a rank.
struct WeighedTag: Sendable {
  var key: String
  var spelled: String
  var points: Double
  /// 0: the text speaks of it; 1: a new name; 2: in use, but for other things.
  var group: Int
  var reasons: [String]
  var evidence: TagEvidence

  mutating func move(by moves: [(Double, String)]) {
    for (by, words) in moves {
      points += by
      reasons.append(words)
    }
  }
}

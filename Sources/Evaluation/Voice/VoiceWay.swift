import Foundation
import Kernel
import Text

/// One voice against the other account's later posts.
struct VoiceWay: Sendable {
  let account: VoiceAccount
  let scores: Scores
  let baseline: Scores
  /// With the account's most telling content words taken out of all posts, before training too.
  let topicRemoved: Scores
  let probabilities: Scores
  let trainingSeconds: Double
  let wrong: [MisjudgedPost]

  /// Higher is more like the account.
  struct Scores: Sendable {
    var own: [Double]
    var other: [Double]
  }

  init(_ account: VoiceAccount, _ other: VoiceAccount) throws {
    let time = TimeSource.system
    let start = time.monotonic()
    let voice = VoiceScorer(try VoiceTrainer.train(account.earlier))
    trainingSeconds = (time.monotonic() - start) / .seconds(1)
    let judged = Self.judged(voice, account, other)
    let centroid = CharacterCentroid(account.earlier)
    self.account = account
    scores = judged
    probabilities = Scores(own: judged.own.map(voice.probability), other: judged.other.map(voice.probability))
    baseline = Scores(own: account.later.map(centroid.likeness), other: other.later.map(centroid.likeness))
    topicRemoved = try Self.withoutTopic(account, other)
    wrong = Self.wrong(account, other, probabilities)
  }

  private static func judged(_ voice: VoiceScorer, _ account: VoiceAccount, _ other: VoiceAccount) -> Scores {
    func evidence(_ posts: [String]) -> [Double] { posts.map { voice.evidence($0) ?? 0 } }
    return Scores(own: evidence(account.later), other: evidence(other.later))
  }

  private static func withoutTopic(_ account: VoiceAccount, _ other: VoiceAccount) throws -> Scores {
    let topic = TopicWords(own: account.earlier, others: other.earlier)
    func stripped(_ account: VoiceAccount) -> VoiceAccount {
      func kept(_ posts: [String]) -> [String] { posts.map(topic.strip).filter { !$0.isEmpty } }
      return VoiceAccount(
        name: account.name, earlier: kept(account.earlier), later: kept(account.later), orderedBy: account.orderedBy)
    }
    let (own, foreign) = (stripped(account), stripped(other))
    return judged(VoiceScorer(try VoiceTrainer.train(own.earlier)), own, foreign)
  }

  private static func wrong(_ account: VoiceAccount, _ other: VoiceAccount, _ sure: Scores) -> [MisjudgedPost] {
    func posts(_ texts: [String], _ values: [Double], isOwn: Bool) -> [MisjudgedPost] {
      zip(texts, values).filter { ($0.1 >= 0.5) != isOwn }.map {
        MisjudgedPost(voice: account.name, isOwn: isOwn, probability: short($0.1), text: $0.0)
      }
    }
    return posts(account.later, sure.own, isOwn: true) + posts(other.later, sure.other, isOwn: false)
  }
}

/// The baseline: the cosine between a post and the centroid of the account's earlier posts, over character 3-grams in
/// lower case, weighed by frequency times ln((1 + N) / (1 + n)) + 1, each post's vector of length 1.
struct CharacterCentroid: Sendable {
  private var weights: [String: Double] = [:]
  private var centroid: [String: Double] = [:]

  init(_ posts: [String]) {
    let counts = posts.reduce(into: [String: Int]()) { counts, post in
      for gram in Self.grams(post).keys { counts[gram, default: 0] += 1 }
    }
    weights = counts.mapValues { log((1 + Double(posts.count)) / (1 + Double($0))) + 1 }
    let sum = posts.reduce(into: [String: Double]()) { sum, post in
      for (gram, value) in vector(post) { sum[gram, default: 0] += value }
    }
    centroid = Self.unit(sum)
  }

  /// 0...1.
  func likeness(_ post: String) -> Double { vector(post).reduce(0) { $0 + $1.value * (centroid[$1.key] ?? 0) } }

  private func vector(_ post: String) -> [String: Double] {
    var result: [String: Double] = [:]
    for (gram, count) in Self.grams(post) {
      if let weight = weights[gram] { result[gram] = Double(count) * weight }
    }
    return Self.unit(result)
  }

  private static func unit(_ vector: [String: Double]) -> [String: Double] {
    let length = vector.values.sorted().reduce(0) { $0 + $1 * $1 }.squareRoot()
    return length > 0 ? vector.mapValues { $0 / length } : vector
  }

  private static func grams(_ post: String) -> [String: Int] {
    let letters = Array(post.lowercased())
    guard letters.count >= 3 else { return [:] }
    return (0...(letters.count - 3)).reduce(into: [:]) { $0[String(letters[$1..<$1 + 3]), default: 0] += 1 }
  }
}

package import Kernel
import Text

/// How often the tags that posts really carried are among the five that Starling would name for their texts, after
/// learning from other posts.
package struct HashtagEvaluation: Evaluation {
  let train: EvaluationFile
  let test: EvaluationFile
  let time: TimeSource

  package init(train: EvaluationFile, test: EvaluationFile, time: TimeSource = .system) {
    self.train = train
    self.test = test
    self.time = time
  }

  package struct Figures: Encodable, Sendable, Equatable {
    /// Posts with tags.
    var train = 0
    var test = 0
    /// Different tags learnt.
    var tags = 0
    /// Share of the test's tags that any post of the training carries: the most that history can give.
    var known = 0.0
    /// Mean over test posts of the share of their tags among the first five.
    var recallAt5 = 0.0
    /// Share of test posts with at least one of their tags among the first five.
    var hitAt5 = 0.0
    /// The same by the 20 nearest posts in letter sequences alone.
    var neighboursRecallAt5 = 0.0
    var neighboursHitAt5 = 0.0
    /// Of learning from all training posts.
    var learnSeconds = 0.0
    /// Of one ranking, in milliseconds.
    var p50Ms = 0.0
    var p99Ms = 0.0
  }

  package struct WrongCase: Encodable, Sendable, Equatable {
    var text: String
    var tags: [String]
    var suggested: [String]
  }

  package func run() throws -> EvaluationResult<Figures, WrongCase> {
    let lessons = try TaggedFile.posts(train).filter { !$0.tags.isEmpty }
    let cases = try TaggedFile.posts(test).filter { !$0.tags.isEmpty }
    var figures = Figures(train: lessons.count, test: cases.count)
    let begun = time.monotonic()
    let ranker = TagRanker(lessons)
    figures.learnSeconds = rounded(seconds(since: begun))
    let known = Set(lessons.flatMap(\.tags).map(TaggedPost.key))
    figures.tags = known.count
    var tally = Tally()
    var nearest = Tally()
    var wrong: [WrongCase] = []
    var taken: [Double] = []
    for post in cases {
      let right = Set(post.tags.map(TaggedPost.key))
      let start = time.monotonic()
      let suggested = ranker.tags(for: post.text, count: 5)
      taken.append(seconds(since: start) * 1000)
      tally.add(suggested, right, known)
      nearest.add(ranker.nearestTags(for: post.text, count: 5), right, known)
      if right.isDisjoint(with: suggested) {
        wrong.append(WrongCase(text: post.text, tags: right.sorted(), suggested: suggested))
      }
    }
    (figures.recallAt5, figures.hitAt5, figures.known) = tally.means
    (figures.neighboursRecallAt5, figures.neighboursHitAt5, _) = nearest.means
    taken.sort()
    figures.p50Ms = rounded(taken[taken.count / 2])
    figures.p99Ms = rounded(taken[taken.count * 99 / 100])
    return EvaluationResult(figures: figures, wrong: wrong)
  }

  private func seconds(since start: ContinuousClock.Instant) -> Double {
    (time.monotonic() - start) / .seconds(1)
  }

  private func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }

  private struct Tally {
    var posts = 0
    var recall = 0.0
    var hits = 0
    var known = 0.0

    mutating func add(_ suggested: [String], _ right: Set<String>, _ learnt: Set<String>) {
      let found = right.intersection(suggested).count
      posts += 1
      recall += Double(found) / Double(right.count)
      known += Double(right.intersection(learnt).count) / Double(right.count)
      hits += found > 0 ? 1 : 0
    }

    var means: (Double, Double, Double) {
      let count = Double(max(posts, 1))
      func mean(_ sum: Double) -> Double { (sum / count * 10_000).rounded() / 10_000 }
      return (mean(recall), mean(Double(hits)), mean(known))
    }
  }
}

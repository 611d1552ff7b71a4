import Foundation
package import Kernel
import Text

/// How well Starling foretells which of an account's later posts do better than usual, from its earlier ones.
package struct EngagementEvaluation: Evaluation {
  let posts: EvaluationFile
  /// Of the posts, the last in time, in 0...1.
  let share: Double

  package init(posts: EvaluationFile, share: Double = 0.4) {
    self.posts = posts
    self.share = share
  }

  package struct Figures: Encodable, Sendable, Equatable {
    package var posts: Int
    package var tested: Int
    /// Rank correlation (Spearman) of foretold and real lift over the median of the 50 posts before.
    package var spearman: Double
    /// Bootstrap interval of 95 %.
    var spearmanLow: Double
    var spearmanHigh: Double
    /// The same method without words and letter sequences: form, moment and recent level alone.
    var signsSpearman: Double
  }

  package struct WrongCase: Encodable, Sendable, Equatable {
    var text: String
    var time: String
    /// Times the usual.
    var predictedLift: Double
    var lift: Double
  }

  package func run() throws -> EvaluationResult<Figures, WrongCase> {
    guard share > 0, share < 1 else {
      throw Problem.invalid("test-share", "Name a share between 0 and 1, such as 0.4 for the last 40 %.")
    }
    let all = try PostsFile.posts(posts)
    let trial: EngagementTrial
    do {
      trial = try EngagementTrial(all, share: share)
    } catch let problem as Problem {
      throw Problem.invalid(posts.path, problem.fields.first?.message ?? problem.detail)
    }
    let signs = try EngagementTrial(all, share: share, usesWords: false)
    let (low, high) = interval(trial)
    let figures = Figures(
      posts: all.count, tested: trial.tested.count, spearman: rounded(trial.spearman), spearmanLow: rounded(low),
      spearmanHigh: rounded(high), signsSpearman: rounded(signs.spearman))
    return EvaluationResult(figures: figures, wrong: wrong(trial))
  }

  /// Of 1,000 samples drawn with a fixed seed.
  private func interval(_ trial: EngagementTrial) -> (Double, Double) {
    var state: UInt64 = 1
    let count = trial.real.count
    let values = (0..<1000).map { _ in
      let sample = (0..<count).map { _ -> Int in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(max(count, 1)))
      }
      return RankCorrelation.spearman(sample.map { trial.predicted[$0] }, sample.map { trial.real[$0] })
    }.sorted()
    return (values[25], values[974])
  }

  /// Posts foretold in the upper third that came out in the lower, or the reverse.
  private func wrong(_ trial: EngagementTrial) -> [WrongCase] {
    func thirds(_ values: [Double]) -> (Double, Double) {
      let sorted = values.sorted()
      return (sorted[sorted.count / 3], sorted[sorted.count * 2 / 3])
    }
    guard trial.real.count >= 3 else { return [] }
    let (foretold, real) = (thirds(trial.predicted), thirds(trial.real))
    return trial.tested.indices.compactMap { index in
      let (a, b) = (trial.predicted[index], trial.real[index])
      guard a > foretold.1 && b < real.0 || a < foretold.0 && b > real.1 else { return nil }
      return WrongCase(
        text: trial.tested[index].text, time: trial.tested[index].at.ISO8601Format(), predictedLift: rounded(exp(a)),
        lift: rounded(exp(b)))
    }
  }

  private func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}

/// Whether posts fall into two ways of writing. They are parted by habits alone (at the median of the first principal
/// component); when wording, which had no say in it, tells the parts from each other too, two people are likely.
/// Measured on 120 posts each: of nine sources none is reported; of the 36 pairs of them, half and half, 9 are. So
/// silence proves nothing.
enum WriterMix {
  static let fewestPosts = 60
  static let mostPosts = 300
  /// How well held-back wording must tell the two parts apart (area under the ROC curve).
  private static let threshold = 0.8
  private static let folds = 4

  /// Posts in the smaller part of the last 300; nil when one way of writing explains all. `posts` are prepared.
  static func find(_ posts: [String]) -> Int? {
    let posts = Array(posts.suffix(mostPosts))
    guard posts.count >= fewestPosts else { return nil }
    let isFirst = parted(posts)
    let smaller = min(isFirst.count { $0 }, isFirst.count { !$0 })
    guard smaller >= posts.count / 5, agreement(posts, isFirst) >= threshold else { return nil }
    return smaller
  }

  private static func parted(_ posts: [String]) -> [Bool] {
    let scores = PrincipalHabit.scores(posts)
    let sorted = scores.sorted()
    let middle = (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    return scores.map { $0 > middle }
  }

  static func agreement(_ posts: [String], _ isFirst: [Bool]) -> Double {
    let letters = posts.map(lettersOnly)
    var scores: (first: [Double], second: [Double]) = ([], [])
    for fold in 0..<folds {
      func model(_ part: Bool) -> SequenceModel {
        let learnt = letters.indices.filter { $0 % folds != fold && isFirst[$0] == part }
        return SequenceModel(order: 4, alphabet: 200, learnt.map { letters[$0] })
      }
      let (first, second) = (model(true), model(false))
      for index in letters.indices where index % folds == fold {
        let odds = zip(first.logProbabilities(letters[index]), second.logProbabilities(letters[index]))
        let score = odds.reduce(0) { $0 + $1.0 - $1.1 } / Double(letters[index].count + 1)
        if isFirst[index] { scores.first.append(score) } else { scores.second.append(score) }
      }
    }
    return VoiceSeparation.auc(scores.first, scores.second)
  }

  /// Small letters and single spaces: nothing that the habits have seen.
  private static func lettersOnly(_ text: String) -> [UInt32] {
    let kept = text.lowercased().unicodeScalars.filter { $0 == " " || Letters.isLetter($0.value) }
    return kept.map(\.value)
  }
}

/// The direction in which the habits of posts vary most.
private enum PrincipalHabit {
  static func scores(_ posts: [String]) -> [Double] {
    let rows = rows(posts)
    guard let width = rows.first?.count, width > 0 else { return posts.map { _ in 0 } }
    var direction = (0..<width).map { 1 + Double($0 % 7) / 7 }
    var scores = rows.map { _ in 0.0 }
    for _ in 0..<25 {
      scores = rows.map { dot($0, direction) }
      var next = [Double](repeating: 0, count: width)
      for (row, score) in zip(rows, scores) {
        for index in 0..<width { next[index] += row[index] * score }
      }
      let length = max(1e-12, dot(next, next).squareRoot())
      direction = next.map { $0 / length }
    }
    return scores
  }

  /// One column for each habit and value that neither hardly any nor nearly all posts have, standardised.
  private static func rows(_ posts: [String]) -> [[Double]] {
    let words = ReferenceLanguage.prevailing(in: posts).habitWords
    let binned = posts.map { post -> Set<String> in
      Set(HabitModel.binned(StyleFeatures(post), words).map { $0.key + "=" + $0.value })
    }
    let columns = columns(of: binned)
    return binned.map { post in
      columns.map { column -> Double in ((post.contains(column.name) ? 1 : 0) - column.mean) / column.deviation }
    }
  }

  private struct Column {
    var name: String
    var mean: Double
    var deviation: Double
  }

  private static func columns(of posts: [Set<String>]) -> [Column] {
    var counts: [String: Int] = [:]
    for value in posts.joined() { counts[value, default: 0] += 1 }
    return counts.sorted { $0.key < $1.key }.compactMap { name, count -> Column? in
      let mean = Double(count) / Double(posts.count)
      guard mean > 0.03, mean < 0.97 else { return nil }
      return Column(name: name, mean: mean, deviation: (mean * (1 - mean)).squareRoot())
    }
  }

  private static func dot(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for index in a.indices { sum += a[index] * b[index] }
    return sum
  }
}

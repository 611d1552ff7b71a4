import Foundation
import Kernel
package import Text

/// How well a voice, learnt from the earlier posts of one account alone, tells its later posts from another account's;
/// both ways round. Links, tags and mentions are taken out of every post first, and posts without words left out.
package struct VoiceEvaluation: Evaluation {
  /// CSV with a `text` column and, where there is one, a time column (`VoiceAccount`).
  package var own: EvaluationFile
  package var other: EvaluationFile
  /// The part of each account's posts, the earliest ones, that its voice is learnt from.
  package var trainingShare: Double
  package var seed: UInt64

  package init(own: EvaluationFile, other: EvaluationFile, trainingShare: Double = 0.6, seed: UInt64 = 1) {
    self.own = own
    self.other = other
    self.trainingShare = trainingShare
    self.seed = seed
  }

  package func run() throws -> EvaluationResult<VoiceFigures, MisjudgedPost> {
    let accounts = try [own, other].map { try VoiceAccount($0, trainingShare: trainingShare) }
    let ways = try [(accounts[0], accounts[1]), (accounts[1], accounts[0])].map { try VoiceWay($0, $1) }
    return EvaluationResult(
      figures: VoiceFigures(ways, Bootstrap(ways, seed: seed), seed: seed), wrong: ways.flatMap(\.wrong))
  }
}

/// One post that the voice took for another writer's, or another's that it took for its own.
package struct MisjudgedPost: Encodable, Sendable, Equatable {
  /// Of the account whose voice judged.
  package var voice: String
  package var isOwn: Bool
  package var probability: Double
  package var text: String
}

/// One account's posts in time order, parted in earlier and later ones.
struct VoiceAccount: Sendable {
  let name: String
  let earlier: [String]
  let later: [String]
  /// The column that the order comes from; nil when the file's own order was taken.
  let orderedBy: String?

  /// Fewer later posts than this give no figure for bundles of twenty.
  static let fewestLater = 20

  init(_ file: EvaluationFile, trainingShare: Double) throws {
    let table = try file.table()
    guard let texts = table.column("text") else {
      throw Problem.invalid(file.path, "This file has no column named text.")
    }
    let (ranks, column) = PostTimes.ranks(table)
    let ordered = zip(ranks, texts).enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }
    let posts = ordered.map { VoiceText.prepare($0.element.1) }.filter { !Words.split($0).isEmpty }
    let count = Int(Double(posts.count) * trainingShare)
    guard count >= VoiceTrainer.fewestExamples, posts.count - count >= Self.fewestLater else {
      throw Problem.invalid(
        file.path,
        "This file has \(posts.count) posts with words; the earlier part needs \(VoiceTrainer.fewestExamples) and the later part \(Self.fewestLater)."
      )
    }
    name = URL(fileURLWithPath: file.path).deletingPathExtension().lastPathComponent
    earlier = Array(posts.prefix(count))
    later = Array(posts.dropFirst(count))
    orderedBy = column
  }

  init(name: String, earlier: [String], later: [String], orderedBy: String?) {
    self.name = name
    self.earlier = earlier
    self.later = later
    self.orderedBy = orderedBy
  }
}

/// When posts were written, as far as a table says it.
enum PostTimes {
  private static let columns = ["created_at", "time", "date", "created", "published_at"]

  /// A number for each row that grows with time, and the column that it was read from; the file's order and nil when no
  /// such column exists or one of its values is no date.
  static func ranks(_ table: CSVTable) -> (ranks: [Double], column: String?) {
    for column in columns {
      guard let values = table.column(column) else { continue }
      let read = values.compactMap(rank)
      if read.count == values.count { return (read, column) }
    }
    return (table.rows.indices.map(Double.init), nil)
  }

  /// `2016-08-24 15:19`, `2016-08-24T15:19:03Z` or `8/24/16 15:19` (month first). Zones are not looked at.
  static func rank(_ text: String) -> Double? {
    let numbers = text.split { !$0.isASCII || !$0.isNumber }.prefix(6).compactMap { Double($0) }
    guard numbers.count >= 3 else { return nil }
    let isYearFirst = numbers[0] >= 1_000
    let year = isYearFirst ? numbers[0] : numbers[2] < 100 ? 2_000 + numbers[2] : numbers[2]
    let (month, day) = isYearFirst ? (numbers[1], numbers[2]) : (numbers[0], numbers[1])
    guard (1...12).contains(month), (1...31).contains(day) else { return nil }
    let clock = numbers.dropFirst(3) + [0, 0, 0]
    return ([year, month, day] + clock.prefix(3)).reduce(0) { $0 * 100 + $1 }
  }
}

import Foundation

/// The numbers behind a profile; opaque outside of Text. It keeps the posts that it learnt from (links, tags and
/// mentions taken out): they are the smallest form of what the character model needs.
struct StyleModel: Codable, Sendable, Equatable {
  var corpus: [String]
  var calibration: Calibration

  /// From raw scores to a probability and to points.
  struct Calibration: Codable, Sendable, Equatable {
    var slope: Double
    var offset: Double
    /// Raw scores and the points they are worth, growing.
    var anchors: [Anchor]

    struct Anchor: Codable, Sendable, Equatable {
      var raw: Double
      var points: Double
    }

    func probability(_ raw: Double) -> Double { 1 / (1 + exp(-(slope * raw + offset))) }

    func points(_ raw: Double) -> Double {
      guard let first = anchors.first, let last = anchors.last else { return 50 }
      if raw <= first.raw { return max(0, first.points - (first.raw - raw) * 20) }
      if raw >= last.raw { return min(100, last.points + (raw - last.raw) * 20) }
      let upper = anchors.firstIndex { $0.raw > raw } ?? anchors.count - 1
      let (a, b) = (anchors[upper - 1], anchors[upper])
      return a.points + (b.points - a.points) * (raw - a.raw) / max(b.raw - a.raw, 1e-9)
    }
  }
}

/// Tells one voice's posts from others by wording (character n-grams) and habits.
struct VoiceModel: Sendable {
  private let wording: CharacterModel
  private let general: CharacterModel
  let habits: HabitModel

  init(own: [String], reference: Reference) {
    wording = CharacterModel(order: 5, texts: own)
    general = reference.wording
    habits = HabitModel(own: own.map(StyleFeatures.init), reference: reference.features)
  }

  /// People in general, as far as a model needs them.
  struct Reference: Sendable {
    let wording: CharacterModel
    let features: [StyleFeatures]

    init(_ posts: [String]) {
      wording = CharacterModel(order: 3, texts: posts)
      features = posts.map(StyleFeatures.init)
    }

    static let neutral = Reference(NeutralReference.posts)
  }

  /// Weight of the habits beside the mean log odds per character; chosen on the posts of two public accounts.
  private static let habitWeight = 0.07

  /// Higher is more like the voice. `text` is prepared (`VoiceText.prepare`).
  func raw(_ text: String) -> Double {
    let letters = odds(text)
    let habit = habits.contributions(StyleFeatures(text)).sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value }
    return letters.reduce(0, +) / Double(max(1, letters.count)) + Self.habitWeight * habit
  }

  /// Log odds of every character of the text, and of its end.
  func odds(_ text: String) -> [Double] {
    zip(wording.logProbabilities(text), general.logProbabilities(text)).map { $0 - $1 }
  }

  /// Points that a habit's log odds are worth in the raw score.
  static func weight(_ logOdds: Double) -> Double { logOdds * habitWeight }
}

enum VoiceText {
  /// What style is read from: no links, tags or mentions, single spaces.
  static func prepare(_ text: String) -> String {
    let scalars = Scalars(text.replacing("&amp;", with: "&"))
    var result = ""
    var index = 0
    for entity in Entities.extract(scalars) {
      result += scalars.string(index..<entity.span.start)
      index = entity.span.end
    }
    return canonical(result + scalars.string(index..<scalars.count))
  }
}

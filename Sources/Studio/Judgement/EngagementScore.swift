import Text

extension Judge {
  /// How many of a hundred of the account's last posts this one is expected to outdo.
  static func engagement(_ text: String, _ model: EngagementModel) -> Score {
    let expected = model.predict(text)
    let summary =
      "About \(expected.lift) times the usual \(Int(expected.usual)), as \(expected.posts) earlier posts of the account say."
    let reasons = expected.reasons.map { reason in
      Score.Reason(
        "\(reason.words.prefix(1).uppercased())\(reason.words.dropFirst()): \(reason.factor) times as much.",
        points: min(1_000, (reason.factor - 1) * 100), span: reason.span)
    }
    return Score(expected.standing * 100, reasons: [Score.Reason(summary, points: 0)] + reasons)
  }
}

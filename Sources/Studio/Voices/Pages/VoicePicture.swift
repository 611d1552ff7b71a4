import Text
import Web

/// A voice at a glance: how often its posts have something, beside other people's, and how long they run.
enum VoicePicture {
  static func html(_ habits: VoiceHabits, beside others: VoiceHabits) -> HTML {
    let rows = rows(habits, others)
    let top = Double(rows.count) * rowHeight
    var drawing = Drawing(width: width, height: top + 66)
    for (index, row) in rows.enumerated() { bar(row, y: Double(index) * rowHeight, &drawing) }
    length(habits.postLength, y: top + 14, &drawing)
    return figure(.class("voice-picture")) {
      drawing.html(meaning: meaning(rows, habits.postLength))
      figcaption { "Coloured: this brand. Grey: posts of many other people." }
    }
  }

  private static let width = 360.0
  private static let rowHeight = 34.0

  private struct Row {
    var name: String
    var own: Double
    /// Nil where the built-in posts of others say nothing: they were written without links, tags and mentions.
    var others: Double?
  }

  private static func rows(_ own: VoiceHabits, _ others: VoiceHabits) -> [Row] {
    [
      Row(name: "Emoji", own: own.emojiShare, others: others.emojiShare),
      Row(name: "Questions", own: own.questionShare, others: others.questionShare),
      Row(name: "Exclamation marks", own: own.exclamationShare, others: others.exclamationShare),
      Row(name: "A request at the end", own: own.callToActionShare, others: others.callToActionShare),
      Row(name: "Hashtags", own: own.hashtagShare), Row(name: "Links", own: own.linkShare),
      Row(name: "Mentions", own: own.mentionShare),
    ]
  }

  private static func bar(_ row: Row, y: Double, _ drawing: inout Drawing) {
    drawing.words(row.name, x: 0, y: y + 12, .start, "label")
    drawing.words("\(percent(row.own)) of 100 posts", x: width, y: y + 12, .end, "value")
    drawing.rectangle(x: 0, y: y + 18, width: width, height: 8, "track")
    drawing.rectangle(x: 0, y: y + 18, width: width * min(1, row.own), height: 8, "own")
    if let others = row.others {
      drawing.rectangle(x: 0, y: y + 27, width: width * min(1, others), height: 3, "others")
    }
  }

  /// From the shortest tenth to the longest, with the middle marked, on a line of as much as the longest needs.
  private static func length(_ spread: VoiceHabits.Spread, y: Double, _ drawing: inout Drawing) {
    let scale = width / max(1, spread.high * 1.15)
    drawing.words("Length in characters", x: 0, y: y + 12, .start, "label")
    drawing.rectangle(x: 0, y: y + 20, width: width, height: 8, "track")
    drawing.rectangle(
      x: spread.low * scale, y: y + 20, width: max(8, (spread.high - spread.low) * scale), height: 8, "own")
    drawing.circle(x: spread.median * scale, y: y + 24, radius: 6, "middle")
    for (value, anchor) in [(spread.low, Drawing.Anchor.start), (spread.high, .end)] {
      drawing.words(whole(value), x: value * scale, y: y + 44, anchor, "value")
    }
    drawing.words("middle \(whole(spread.median))", x: width, y: y + 12, .end, "value")
  }

  private static func meaning(_ rows: [Row], _ length: VoiceHabits.Spread) -> String {
    let shares = rows.map { row in
      "\(row.name) in \(percent(row.own)) of 100 posts" + (row.others.map { ", others \(percent($0))" } ?? "")
    }
    let run = "\(whole(length.low)) to \(whole(length.high)) characters, \(whole(length.median)) in the middle"
    return (shares + [run]).joined(separator: "; ")
  }

  private static func percent(_ share: Double) -> Int { Int((share * 100).rounded()) }
  private static func whole(_ value: Double) -> String { String(Int(value.rounded())) }
}

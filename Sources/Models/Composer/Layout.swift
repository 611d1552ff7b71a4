import Foundation
import Text

/// Puts an outline on the page and takes the least important away until it fits.
struct Layout {
  var outline: Outline
  var closing: String?
  var offer: String?
  let manner: Manner
  var tags: [String] = []
  var signOff: [String] = []
  private var leftOut: [String] = []

  init(_ outline: Outline, closing: String?, offer: String?, manner: Manner) {
    self.outline = outline
    self.closing = closing
    self.offer = offer
    self.manner = manner
  }

  func fitted(to platform: PlatformLimits) -> (text: String, leftOut: [String]) {
    var page = self
    while page.isTooMuch(for: platform), page.drop(hard: !TextMeasure.fits(page.text, platform)) {}
    let text = page.text
    return (TextMeasure.fits(text, platform) ? text : page.shortest(platform), page.leftOut)
  }

  private func isTooMuch(for platform: PlatformLimits) -> Bool {
    let measured = TextMeasure.measure(text, platform)
    return !measured.ok || measured.length > manner.length
  }

  /// Takes one thing away: later facts first; under the hard limit also tags, the turn and the offer.
  private mutating func drop(hard: Bool) -> Bool {
    if outline.body.count > (hard ? 0 : 1) {
      leftOut.append(outline.body.removeLast())
    } else if hard, !tags.isEmpty {
      leftOut.append(tags.removeLast())
    } else if hard, let turn = outline.turn {
      leftOut.append(turn)
      outline.turn = nil
    } else if hard, let offer {
      leftOut.append(offer)
      self.offer = nil
    } else {
      return false
    }
    return true
  }

  /// The lead cut to what the link and the call leave.
  private func shortest(_ platform: PlatformLimits) -> String {
    let tail = closing.map { " " + $0 } ?? ""
    let whole = Truncation.fit(lead) { TextMeasure.fits($0 + tail, platform) } + tail
    return TextMeasure.fits(whole, platform) ? whole : Truncation.fit(lead, platform)
  }

  /// Fewer than two points are no list.
  private var isList: Bool { outline.bullets != nil && outline.body.count >= 2 }

  /// A lead announces a list only while there is one.
  private var lead: String {
    guard outline.bullets != nil, !isList, outline.lead.hasSuffix(":") else { return outline.lead }
    let announcement = Sentences.split(outline.lead).last?.start ?? 0
    guard announcement > 0 else { return outline.lead.dropLast() + "." }
    return String(outline.lead.unicodeScalars.prefix(announcement)).trimmingCharacters(in: .whitespaces)
  }

  private var text: String {
    let body = isList ? listed : running
    let ends = [offer, closing].compactMap(\.self).joined(separator: manner.paragraphs && offer != nil ? "\n\n" : " ")
    let last =
      (signOff.filter { !(lead + body).localizedContains($0) }.map(Phrase.sentence) + [
        tags.joined(separator: " ")
      ])
      .filter { !$0.isEmpty }
    let blocks = [opening, body, ends].filter { !$0.isEmpty } + last
    return blocks.joined(separator: separator)
  }

  private var separator: String { manner.paragraphs ? "\n\n" : isList ? "\n" : " " }

  private var opening: String {
    var lead = lead
    if manner.exclaims, lead.hasSuffix(".") { lead = lead.dropLast() + "!" }
    if manner.lowercase, let first = lead.first, !lead.dropFirst().prefix(1).allSatisfy(\.isUppercase) {
      lead = first.lowercased() + lead.dropFirst()
    }
    return manner.emoji.map { lead.hasSuffix(":") ? "\($0) \(lead)" : "\(lead) \($0)" } ?? lead
  }

  private var running: String { (outline.body + [outline.turn].compactMap(\.self)).joined(separator: " ") }

  private var listed: String {
    guard let marks = outline.bullets else { return running }
    return outline.body.enumerated().map { "\(marks[$0 % marks.count]) \(point($1))" }.joined(separator: "\n")
  }

  /// A short point of a list has no full stop.
  private func point(_ text: String) -> String {
    text.hasSuffix(".") && Sentences.split(text).count == 1 ? String(text.dropLast()) : text
  }
}

extension String {
  fileprivate func localizedContains(_ other: String) -> Bool { lowercased().contains(other.lowercased()) }
}

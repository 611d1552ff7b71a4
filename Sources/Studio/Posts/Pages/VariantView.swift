import Foundation
import Kernel
import Text
import Web

/// How a variant is shown: text, length bar, scores with their reasons, findings.
enum VariantView {
  /// Short, for the board of a brief.
  static func compact(_ variant: Variant, of post: Post) -> HTML {
    article(.class(post.chosen == variant.id ? "variant chosen" : "variant"), .lang(post.language)) {
      labels(variant, isChosen: post.chosen == variant.id)
      marked(variant)
      lengthBar(variant)
      scoreLine(variant.judged.scores)
      findings(variant)
    }
  }

  static func labels(_ variant: Variant, isChosen: Bool) -> HTML {
    p(.class("labels")) {
      if variant.isDraft { badge("Draft", .warn) }
      badge(writer(variant))
      if isChosen { badge("Chosen", .good) }
      if variant.judged.findings.isBlocked { badge("Stopped by a rule", .bad) }
      if !variant.note.isEmpty { small { variant.note } }
    }
  }

  private static func writer(_ variant: Variant) -> String {
    switch variant.writer {
    case .composer:
      RewriteAim(rawValue: variant.writerDetail).map { "By rules: \($0.words.lowercased())" }
        ?? (variant.writerDetail == "template" ? "The template’s own words" : "Composed: \(variant.writerDetail)")
    case .model: variant.writerDetail
    case .person: "Edited by hand"
    case .translation: "Translated"
    }
  }

  /// The text with the places that findings speak of marked. Overlapping places are marked once.
  static func marked(_ variant: Variant) -> HTML {
    let judged = variant.judged
    let scalars = Array(judged.text.unicodeScalars)
    let spans = judged.findings.filter { $0.span.end > $0.span.start && $0.span.end - $0.span.start < scalars.count }
    return p(.class("post-text"), .dir("auto")) {
      for piece in pieces(scalars, spans.map { ($0.span, $0.message) }) {
        if let message = piece.message {
          mark(.title(message)) { piece.text }
        } else {
          text(piece.text)
        }
      }
    }
  }

  private static func pieces(
    _ scalars: [Unicode.Scalar], _ spans: [(Span, String)]
  ) -> [(text: String, message: String?)] {
    var pieces: [(text: String, message: String?)] = []
    var place = 0
    for (span, message) in spans.sorted(by: { $0.0 < $1.0 }) where span.start >= place && span.end <= scalars.count {
      if span.start > place { pieces.append((string(scalars[place..<span.start]), nil)) }
      pieces.append((string(scalars[span.start..<span.end]), message))
      place = span.end
    }
    if place < scalars.count { pieces.append((string(scalars[place...]), nil)) }
    return pieces
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  static func lengthBar(_ variant: Variant) -> HTML {
    let judged = variant.judged
    guard let limit = judged.limit else { return p { small { "\(judged.length) characters" } } }
    return p(.class("length")) {
      meter(
        .min("0"), .max(String(limit)), .value(String(min(judged.length, limit))),
        .aria("label", "\(judged.length) of \(limit) characters")
      ) { HTML.empty }
      small { " \(judged.length) of \(limit)" }
    }
  }

  static func scoreLine(_ scores: Scores) -> HTML {
    p(.class("scores")) {
      if let fit = scores.brandFit { badge("Brand fit \(fit.value)", fit.value >= 60 ? .good : .warn) }
      badge("Risk \(scores.risk.value)", scores.risk.value < 20 ? .good : scores.risk.value < 50 ? .warn : .bad)
      if let ease = scores.readability { badge("Readability \(ease.value)", ease.value >= 60 ? .good : .warn) }
      if let expected = scores.engagement { badge("Expected to beat \(expected.value) of 100", .info) }
    }
  }

  /// Why each score is what it is.
  static func reasons(_ scores: Scores, in text: String) -> HTML {
    details {
      summary { "Why these scores" }
      for (name, score) in [
        ("Brand fit", scores.brandFit), ("Risk", scores.risk), ("Readability", scores.readability),
        ("Engagement", scores.engagement),
      ] {
        if let score, !score.reasons.isEmpty {
          h4 { "\(name) \(score.value)" }
          ul {
            for reason in score.reasons.prefix(6) {
              li {
                reason.words
                if let span = reason.span { quoted { quote(span, text) } }
              }
            }
          }
        }
      }
    }
  }

  /// What the rules say of the text, each thing once. `mend` gives what stands behind a finding that proposes a change:
  /// its place in the list, and the finding.
  static func findings(_ variant: Variant, mend: (Int, Finding) -> HTML = { _, _ in .empty }) -> HTML {
    let findings = variant.judged.findings
    if findings.isEmpty { return .empty }
    let counts = Dictionary(grouping: findings, by: \.message).mapValues(\.count)
    var told: Set<String> = []
    return ul(.class("findings")) {
      for (index, finding) in findings.enumerated() where told.insert(finding.message).inserted {
        li {
          severityBadge(finding.severity)
          " \(finding.message)"
          if let count = counts[finding.message], count > 1 { " (\(count) times)" }
          if finding.edit == nil, let fix = finding.fix, !fix.isEmpty { " \(fix)" }
          if let source = finding.source { small { " \(source)" } }
          if finding.edit != nil { mend(index, finding) }
        }
      }
    }
  }

  /// What a click on a finding's button does.
  static func proposal(_ finding: Finding, times: Int) -> String {
    guard let edit = finding.edit else { return "" }
    let words = edit.text.trimmingCharacters(in: .whitespacesAndNewlines)
    let shown = words.count > 40 ? words.prefix(39) + "…" : words[...]
    let more = times > 1 ? " (\(times) times)" : ""
    if words.isEmpty { return "Take it out\(more)" }
    return edit.span.start == edit.span.end ? "Add “\(shown)”" : "Write “\(shown)”\(more)"
  }

  private static func severityBadge(_ severity: Finding.Severity) -> HTML {
    switch severity {
    case .notice: badge("Notice", .info)
    case .warning: badge("Look at this", .warn)
    case .block: badge("Stops scheduling", .bad)
    }
  }
}

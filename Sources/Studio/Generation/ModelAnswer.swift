import Foundation
import Text

/// Why an answer of a model is not a post.
package enum AnswerFault: String, Error, Sendable, CaseIterable {
  case empty
  /// Not the JSON that was asked for.
  case unreadable
  /// Far more than the platform takes.
  case tooLong = "too-long"
  /// A link that neither the brief nor a fact gives.
  case foreignLink = "foreign-link"
  /// The instructions instead of a post.
  case echo
  case otherLanguage = "other-language"
  /// HTML or Markdown, which every platform would show as it stands.
  case markup

  /// For the model's second try.
  package var correction: String {
    switch self {
    case .empty, .unreadable: "That was not usable. Answer with JSON only: {\"post\": \"…\"}."
    case .tooLong: "That was far too long. Write a much shorter post. JSON only."
    case .foreignLink: "That contained a link that was not given. Write it without any other link. JSON only."
    case .otherLanguage: "That was in another language. Write it in the language asked for. JSON only."
    case .markup: "That contained markup. Write plain text without HTML or Markdown. JSON only."
    case .echo: "That repeated these instructions. Write the post itself. JSON only."
    }
  }

  /// For the writer.
  package var words: String {
    switch self {
    case .empty: "The model's answer was empty."
    case .unreadable: "The model's answer could not be read."
    case .tooLong: "The model wrote far more than the platform takes."
    case .foreignLink: "The model wrote a link that nobody gave it."
    case .otherLanguage: "The model wrote in another language than the post's."
    case .markup: "The model wrote HTML or Markdown, which platforms would show as it stands."
    case .echo: "The model repeated its instructions instead of writing a post."
    }
  }
}

/// Reads what a model answered.
package enum ModelAnswer {
  /// The post's text. Accepts a code fence or words around the JSON object, nothing else.
  package static func post(in answer: String, _ rules: JudgeRules) throws(AnswerFault) -> String {
    guard let json = object(in: answer), let reply = try? JSONDecoder().decode(Reply.self, from: Data(json.utf8)) else {
      throw answer.allSatisfy(\.isWhitespace) ? .empty : .unreadable
    }
    let text = cleaned(reply.post)
    guard !text.isEmpty else { throw .empty }
    guard text.count <= rules.platform.limit * 3 else { throw .tooLong }
    guard isWithoutForeignLinks(text, rules) else { throw .foreignLink }
    // Where the text that it works on has some, a person meant it.
    let given = rules.vouched + (rules.translation.map { [$0.text] } ?? [])
    guard !Markup.isIn(text) || given.contains(where: Markup.isIn) else { throw .markup }
    return text
  }

  /// What a translation says that it adapted; none where it says nothing, or nothing that can be read.
  package static func adaptations(in answer: String) -> [Adaptation] {
    struct Told: Decodable { var adaptations: [Adaptation]? }
    guard let json = object(in: answer), let told = try? JSONDecoder().decode(Told.self, from: Data(json.utf8)) else {
      return []
    }
    return (told.adaptations ?? []).prefix(Adaptation.most).map(\.bounded)
  }

  private struct Reply: Decodable { var post: String }

  private static func object(in answer: String) -> Substring? {
    guard let first = answer.firstIndex(of: "{"), let last = answer.lastIndex(of: "}"), first < last else { return nil }
    return answer[first...last]
  }

  private static func cleaned(_ text: String) -> String {
    Invisible.stripped(text.replacingOccurrences(of: "\r\n", with: "\n"))
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private static func isWithoutForeignLinks(_ text: String, _ rules: JudgeRules) -> Bool {
    let allowed = rules.allowedLinks
    return Addresses.found(in: text).allSatisfy(allowed.contains)
  }
}

/// Reads the `post` text out of a JSON answer while it still arrives, for previews.
struct PartialPost {
  private var raw = ""
  private var shown = 0

  /// The text that became readable with this piece.
  mutating func take(_ piece: String) -> String {
    raw += piece
    let text = Self.readable(raw)
    guard text.count > shown else { return "" }
    defer { shown = text.count }
    return String(text.dropFirst(shown))
  }

  /// Everything after `"post": "` up to the closing quote, without an escape that is still open.
  private static func readable(_ raw: String) -> String {
    guard let start = raw.firstRange(of: /"post"\s*:\s*"/)?.upperBound else { return "" }
    var body = ""
    var escape = ""
    for character in raw[start...] {
      if !escape.isEmpty || character == "\\" {
        escape.append(character)
        if isWhole(escape) {
          body += escape
          escape = ""
        }
      } else if character == "\"" {
        break
      } else {
        body.append(character)
      }
    }
    return unescaped(body)
  }

  private static func isWhole(_ escape: String) -> Bool {
    escape.hasPrefix("\\u") ? escape.count == 6 : escape.count == 2
  }

  /// A lone half of a surrogate pair waits for its other half.
  private static func unescaped(_ body: String) -> String {
    if let text = try? JSONDecoder().decode(String.self, from: Data("\"\(body)\"".utf8)) { return text }
    guard body.hasSuffix("\\u") == false, body.count > 6 else { return "" }
    return (try? JSONDecoder().decode(String.self, from: Data("\"\(body.dropLast(6))\"".utf8))) ?? ""
  }
}

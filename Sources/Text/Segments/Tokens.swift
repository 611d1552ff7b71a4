/// A text cut into the pieces that the analyses look at. Links, mentions and tags are one piece each.
struct Token: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case word, number, url, mention, hashtag, cashtag, emoji, punctuation, space, newline
  }

  var kind: Kind
  var span: Span
}

enum Tokens {
  static func split(_ text: Scalars) -> [Token] {
    var splitter = Splitter(text: text, entities: Entities.extract(text))
    splitter.run()
    return splitter.tokens
  }

  private struct Splitter {
    let text: Scalars
    let entities: [Entity]
    var tokens: [Token] = []
    var index = 0

    init(text: Scalars, entities: [Entity]) {
      self.text = text
      self.entities = entities
      tokens.reserveCapacity(text.count / 3)
    }

    mutating func run() {
      var next = 0
      while index < text.count {
        if next < entities.count, entities[next].span.start == index {
          take(kind(entities[next].kind), entities[next].span.end)
          next += 1
        } else {
          let limit = next < entities.count ? entities[next].span.start : text.count
          take(limit)
        }
      }
    }

    private mutating func take(_ kind: Token.Kind, _ end: Int) {
      tokens.append(Token(kind: kind, span: Span(index, end)))
      index = end
    }

    private mutating func take(_ limit: Int) {
      let c = text[index]
      if Letters.isLetter(c) { return take(.word, wordEnd(limit)) }
      if ASCII.isDigit(c), text.at(index + 1) != 0xFE0F, text.at(index + 1) != 0x20E3 {
        return take(.number, numberEnd(limit))
      }
      if c == 0x0A || c == 0x2028 || c == 0x2029 { return take(.newline, index + 1) }
      if TwitterCharacters.isSpace(c) || Letters.isInvisible(c) { return take(.space, spaceEnd(limit)) }
      if let end = Emoji.end(in: text, at: index) { return take(.emoji, min(end, limit)) }
      take(.punctuation, index + 1)
    }

    /// Letters, marks and digits, with an apostrophe, a hyphen or a middle dot between two of them.
    private func wordEnd(_ limit: Int) -> Int {
      var end = index + 1
      while end < limit {
        if Letters.isWordCharacter(text[end]) {
          end += 1
        } else if Letters.joinsWords(text[end]), end + 1 < limit, Letters.isWordCharacter(text[end + 1]) {
          end += 2
        } else {
          break
        }
      }
      return end
    }

    /// Digits with separators inside (`1,250.50`, `9:30`, `24/7`) and letters right behind (`3rd`, `10am`, `5k`).
    private func numberEnd(_ limit: Int) -> Int {
      var end = index + 1
      while end < limit {
        if Letters.isWordCharacter(text[end]) {
          end += 1
        } else if [0x2E, 0x2C, 0x3A, 0x2F].contains(text[end]), end + 1 < limit, ASCII.isDigit(text[end + 1]) {
          end += 2
        } else {
          break
        }
      }
      return end
    }

    private func spaceEnd(_ limit: Int) -> Int {
      var end = index + 1
      while end < limit, text[end] != 0x0A, TwitterCharacters.isSpace(text[end]) || Letters.isInvisible(text[end]) {
        end += 1
      }
      return end
    }

    private func kind(_ entity: Entity.Kind) -> Token.Kind {
      switch entity {
      case .url: .url
      case .mention: .mention
      case .hashtag: .hashtag
      case .cashtag: .cashtag
      }
    }
  }
}

enum Letters {
  @inline(__always) static func isLetter(_ c: UInt32) -> Bool {
    c < 0x80 ? ASCII.isLetter(c) : c >= 0xAA && TwitterCharacters.isHashtagAlpha(c) && c != 0xFE0F
  }

  @inline(__always) static func isWordCharacter(_ c: UInt32) -> Bool {
    c < 0x80 ? ASCII.isAlphanumeric(c) : isLetter(c) || isOtherDigit(c)
  }

  private static func isOtherDigit(_ c: UInt32) -> Bool {
    Unicode.Scalar(c)?.properties.generalCategory == .decimalNumber
  }

  /// Apostrophes, hyphen, middle dot.
  @inline(__always) static func joinsWords(_ c: UInt32) -> Bool {
    c == 0x27 || c == 0x2019 || c == 0x2D || c == 0x2010 || c == 0x2011 || c == 0xB7
  }

  @inline(__always) static func isUpper(_ c: UInt32) -> Bool {
    c < 0x80 ? c >= 65 && c <= 90 : Unicode.Scalar(c)?.properties.isUppercase ?? false
  }

  @inline(__always) static func isLower(_ c: UInt32) -> Bool {
    c < 0x80 ? c >= 97 && c <= 122 : Unicode.Scalar(c)?.properties.isLowercase ?? false
  }

  /// Characters that show nothing: zero-width, soft hyphen, direction marks, byte order mark.
  static func isInvisible(_ c: UInt32) -> Bool {
    switch c {
    case 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180E, 0x200B, 0x200E, 0x200F, 0x202A...0x202E,
      0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB, 0x1BCA0...0x1BCA3, 0xE0000...0xE001F:
      true
    default: c < 0x20 && c != 0x09 && c != 0x0A && c != 0x0D
    }
  }
}

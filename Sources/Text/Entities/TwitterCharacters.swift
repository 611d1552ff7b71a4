/// The character classes of twitter-text (Apache-2.0, regexps of version 3), as tables and ranges.
enum TwitterCharacters {
  /// U+FFFE, U+FEFF and U+FFFF may not be in a post.
  static func isInvalid(_ c: UInt32) -> Bool { c == 0xFFFE || c == 0xFEFF || c == 0xFFFF }

  static func isDirectional(_ c: UInt32) -> Bool {
    (c >= 0x202A && c <= 0x202E) || c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x2066 && c <= 0x2069)
  }

  static func isSpace(_ c: UInt32) -> Bool {
    switch c {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x180E, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  /// May stand right before a link.
  static func mayPrecedeURL(_ c: UInt32) -> Bool {
    !(ASCII.isAlphanumeric(c) || c == 0x40 || c == 0xFF20 || c == 0x24 || c == 0x23 || c == 0xFF03 || isInvalid(c))
  }

  /// May be part of a domain label; `-` and `_` are the caller's matter.
  static func isDomain(_ c: UInt32) -> Bool {
    c < 0x80
      ? flags[Int(c)] & Flag.punctuation == 0 && !isSpace(c)
      : !isSpace(c) && !isInvalid(c) && !isDirectional(c)
  }

  static func isPunctuation(_ c: UInt32) -> Bool { c < 0x80 && flags[Int(c)] & Flag.punctuation != 0 }

  static func isPath(_ c: UInt32) -> Bool {
    c < 0x80 ? flags[Int(c)] & Flag.path != 0 : c == 0x2013 || isCyrillic(c) || isLatinAccent(c)
  }

  static func isPathEnd(_ c: UInt32) -> Bool {
    c < 0x80 ? flags[Int(c)] & Flag.pathEnd != 0 : isCyrillic(c) || isLatinAccent(c)
  }

  static func isQuery(_ c: UInt32) -> Bool { c < 0x80 && flags[Int(c)] & Flag.query != 0 }

  static func isQueryEnd(_ c: UInt32) -> Bool { c < 0x80 && flags[Int(c)] & Flag.queryEnd != 0 }

  static func isCyrillic(_ c: UInt32) -> Bool { c >= 0x400 && c <= 0x4FF }

  static func isLatinAccent(_ c: UInt32) -> Bool {
    switch c {
    case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x253, 0x254, 0x256, 0x257, 0x259, 0x25B, 0x263, 0x268, 0x26F, 0x272,
      0x289, 0x28B, 0x2BB, 0x300...0x36F, 0x1E00...0x1EFF:
      true
    default: false
    }
  }

  /// A letter or mark: a hashtag needs at least one.
  static func isHashtagAlpha(_ c: UInt32) -> Bool {
    if c < 0x80 { return ASCII.isLetter(c) }
    return Unicode.Scalar(c).map { isLetterOrMark($0.properties.generalCategory) } ?? false
  }

  static func isHashtagCharacter(_ c: UInt32) -> Bool {
    if c < 0x80 { return ASCII.isWord(c) }
    if isHashtagSpecial(c) || isHashtagAlpha(c) { return true }
    return Unicode.Scalar(c)?.properties.generalCategory == .decimalNumber
  }

  private static func isLetterOrMark(_ category: Unicode.GeneralCategory) -> Bool {
    switch category {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark, .enclosingMark:
      true
    default: false
    }
  }

  private static func isHashtagSpecial(_ c: UInt32) -> Bool {
    switch c {
    case 0x200C, 0x200D, 0xA67E, 0x5BE, 0x5F3, 0x5F4, 0xFF5E, 0x301C, 0x309B, 0x309C, 0x30A0, 0x30FB, 0x3003, 0xF0B,
      0xF0C, 0xB7:
      true
    default: false
    }
  }

  private enum Flag {
    static let punctuation: UInt8 = 1
    static let path: UInt8 = 2
    static let pathEnd: UInt8 = 4
    static let query: UInt8 = 8
    static let queryEnd: UInt8 = 16
  }

  private static let flags: [UInt8] = {
    var table = [UInt8](repeating: 0, count: 128)
    func mark(_ characters: String, _ flag: UInt8) {
      for byte in characters.utf8 { table[Int(byte)] |= flag }
    }
    let alphanumeric = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    mark("!'#%&()*+,\\-./:;<=>?@[]^_{|}~$", Flag.punctuation)
    mark(alphanumeric + "!*';:=+,.$/%#[]-_~@|&", Flag.path)
    mark(alphanumeric + "+-=_#/", Flag.pathEnd)
    mark(alphanumeric + "!?*'@();:&=+$/%#[]-_.,~|", Flag.query)
    mark(alphanumeric + "-_&=#/", Flag.queryEnd)
    return table
  }()
}

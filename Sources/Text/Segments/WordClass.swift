/// The Word_Break property of Unicode Standard Annex 29, derived from general categories and the blocks of scripts.
enum WordClass: Sendable {
  case other, cr, lf, newline, extend, joiner, format, regional, katakana, hebrew, letter, singleQuote, doubleQuote
  case midNumLet, midLetter, midNum, numeric, extender, segmentSpace, pictograph, hyphen, dictionary

  var isNewline: Bool { self == .cr || self == .lf || self == .newline }
  /// Rule WB4: goes with what stands before it.
  var isIgnored: Bool { self == .extend || self == .joiner || self == .format }
  var isLetter: Bool { self == .letter || self == .hebrew }
  var isAlphanumeric: Bool { isLetter || self == .numeric }
  var isMidLetter: Bool { self == .midLetter || self == .midNumLet || self == .singleQuote }
  var isMidNumber: Bool { self == .midNum || self == .midNumLet || self == .singleQuote }
  var isJoinedByExtender: Bool { isAlphanumeric || self == .katakana || self == .extender }

  static func of(_ c: UInt32) -> WordClass {
    if c < 0x80 { return ascii(c) }
    if let sign = sign(c) { return sign }
    guard let scalar = Unicode.Scalar(c) else { return .other }
    let properties = scalar.properties
    if properties.isGraphemeExtend || properties.isEmojiModifier || properties.generalCategory == .spacingMark {
      return isDictionary(c) ? .dictionary : .extend
    }
    return letter(c, properties)
  }

  private static func ascii(_ c: UInt32) -> WordClass {
    if ASCII.isLetter(c) { return .letter }
    if ASCII.isDigit(c) { return .numeric }
    switch c {
    case 0x0D: return .cr
    case 0x0A: return .lf
    case 0x0B, 0x0C: return .newline
    case 0x20: return .segmentSpace
    case 0x22: return .doubleQuote
    case 0x27: return .singleQuote
    case 0x2C, 0x3B: return .midNum
    case 0x2D: return .hyphen
    case 0x2E: return .midNumLet
    case 0x3A: return .midLetter
    case 0x5F: return .extender
    default: return .other
    }
  }

  private static func sign(_ c: UInt32) -> WordClass? {
    switch c {
    case 0x85, 0x2028, 0x2029: .newline
    case 0x200D: .joiner
    case 0x200B: .other
    case 0x1680, 0x2000...0x2006, 0x2008...0x200A, 0x205F, 0x3000: .segmentSpace
    case 0x2010, 0x2011: .hyphen
    case 0x2018, 0x2019, 0x2024, 0xFE52, 0xFF07, 0xFF0E: .midNumLet
    case 0xB7, 0x387, 0x55F, 0x5F4, 0x2027, 0xFE13, 0xFE55, 0xFF1A: .midLetter
    case 0x37E, 0x589, 0x60C, 0x60D, 0x66C, 0x7F8, 0x2044, 0xFE10, 0xFE14, 0xFE50, 0xFE54, 0xFF0C, 0xFF1B: .midNum
    case 0x202F, 0x203F, 0x2040, 0x2054, 0xFE33, 0xFE34, 0xFE4D...0xFE4F, 0xFF3F: .extender
    case 0x1F1E6...0x1F1FF: .regional
    case 0x66B: .numeric
    case 0x3031...0x3035, 0x309B, 0x309C, 0x30A0...0x30FA, 0x30FC...0x30FF, 0x31F0...0x31FF, 0x32D0...0x32FE,
      0x3300...0x3357, 0xFF66...0xFF9D, 0x1B000:
      .katakana
    case 0x5D0...0x5EA, 0x5EF...0x5F2, 0xFB1D, 0xFB1F...0xFB28, 0xFB2A...0xFB4F: .hebrew
    case 0x2C2...0x2C5, 0x2D2...0x2D7, 0x2DE, 0x2DF, 0x2E5...0x2EB, 0x2ED, 0x2EF...0x2FF, 0x55A...0x55C, 0x55E,
      0x58A, 0x5F3, 0xA708...0xA716, 0xA720, 0xA721, 0xA789, 0xA78A, 0xAB5B:
      .letter
    default: nil
    }
  }

  private static func letter(_ c: UInt32, _ properties: Unicode.Scalar.Properties) -> WordClass {
    switch properties.generalCategory {
    case .format: return .format
    case .decimalNumber: return .numeric
    default: break
    }
    if isDictionary(c) { return .dictionary }
    if properties.isAlphabetic, !properties.isIdeographic, !isHiragana(c) { return .letter }
    return properties.isEmoji || (c >= 0x1F000 && c <= 0x1FAFF) ? .pictograph : .other
  }

  private static func isHiragana(_ c: UInt32) -> Bool {
    (c >= 0x3041 && c <= 0x309F) || (c >= 0x1B001 && c <= 0x1B11F) || c == 0x1F200
  }

  /// Line breaking class SA: words are found by a dictionary only.
  private static func isDictionary(_ c: UInt32) -> Bool {
    switch c {
    case 0xE01...0xE3A, 0xE40...0xE4E, 0xE81...0xECE, 0xEDC...0xEDF, 0x1000...0x103F, 0x1050...0x108F, 0x109A...0x109F,
      0x1780...0x17D3, 0x17D7, 0x17DC, 0x17DD, 0x1950...0x19CF, 0x1A20...0x1A7C, 0xA9E0...0xA9EF, 0xA9FA...0xA9FE,
      0xAA60...0xAAC2, 0xAADB...0xAADF:
      true
    default: false
    }
  }
}

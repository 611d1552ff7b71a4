import Foundation

/// Characters that look like others. The pairs were chosen by looking at common fonts, as Unicode Technical
/// Standard 39 (confusables) does; only letters, digits and signs that words are written with.
enum Lookalikes {
  /// Shapes that are never anything but a disguise or a typographic form of the plain one.
  static let plain: [UInt32: UInt32] = {
    var table = pairs(
      """
      ’' ‘' ‛' ′' ʼ' ʹ' `' ´' “" ”" „" ‟" «" »" ‐- ‑- ‒- –- —- ―- −- ﹣- ·. •. ∙. ⁄/ ∕/ ٪% ∗* ⁎* ․.
      ɑa ᴀa ʙb ᴄc ᴅd ᴇe ꜰf ɡg ɢg ʜh ɪi ıi ɩi ᴊj ȷj ᴋk ʟl ɫl ᴍm ɴn ᴏo ᴘp ꞯq ʀr ꜱs ᴛt ᴜu ᴠv ᴡw ʏy ᴢz øo đd łl ħh ŧt
      ƒf ßs æa œo ðd ɐa ǝe ɘe ɛe ɟj ɥh ɯm ɹr ʇt ʌv ʍw ʎy ɓb ɗd ɖd ɠg ɦh ɨi ɱm ɲn ɳn ŋn ɵo ɾr ɽr ʂs ʈt ʉu ʋv ʐz ʑz
      ∂d ∑e ∏n √v ∩n ∪u ∈e ∅o ⓿0 ❶1 ❷2 ❸3 ❹4 ❺5 ❻6 ❼7 ❽8 ❾9
      """)
    for letter in UInt32(0)..<26 {
      for first: UInt32 in [0x1F150, 0x1F170] { table[first + letter] = 97 + letter }
    }
    return table
  }()

  /// Letters of other scripts by the Latin letter they look like.
  private static let foreign: [UInt32: UInt32] = pairs(
    """
    аa вb еe ёe ѕs іi їi јj кk мm нh оo рp сc тt уy хx ԁd ԛq ԝw гr ԍg һh ҽe ӏl бb ьb пn иn лn зz ѵv ѡw ҏp ќk ҝk ғf ґr ҫc ұy үy ҳx ҙz өo әe ӕa
    αa βb γy εe ζz ηn ιi κk μu νv οo ρp σo ςc τt υu χx ωw ϲc ϳj ϱp δd λa πn
    աw ցg եt հh ոn սu օo զq յj ղn ռn բp գq տs
    Ꭰd Ꭱr Ꭲt Ꭺa Ꮤw Ꭼe Ꮋh Ꮍy Ꮇm Ꮃw Ꭻj Ꮪs Ꮯc Ᏼb Ꮮl Ꮶk Ꮲp Ꮓz Ꮖi Ꮐg Ꮩv ꭰd ꭱr ꭲt ꭺa ꮤw ꭼe ꮋh ꮍy ꮇm ꮃw ꭻj ꮪs ꮯc ᏼb ꮮl ꮶk ꮲp ꮓz ꮖi ꮐg ꮩv
    """)

  /// In words that hold a Latin letter, every such letter; a word all of such letters too, where the text is mostly
  /// Latin.
  static func fold(_ values: inout [UInt32]) {
    let latin = values.count { isLatin($0) }
    let mostlyLatin = latin * 2 > values.count { $0 >= 0x370 && Letters.isLetter($0) } + latin
    var start = 0
    while start < values.count {
      var end = start
      while end < values.count, values[end] != 0x20, values[end] != 0x0A { end += 1 }
      if disguised(values[start..<end], mostlyLatin) {
        for index in start..<end { values[index] = foreign[values[index]] ?? values[index] }
      }
      start = end + 1
    }
  }

  private static func disguised(_ word: ArraySlice<UInt32>, _ mostlyLatin: Bool) -> Bool {
    guard word.contains(where: { foreign[$0] != nil }) else { return false }
    if word.contains(where: isLatin) { return true }
    return mostlyLatin && word.allSatisfy { $0 < 0x370 || foreign[$0] != nil || !Letters.isLetter($0) }
  }

  private static func isLatin(_ c: UInt32) -> Bool { ASCII.isLetter(c) || (c >= 0xC0 && c < 0x250) }

  /// Marks above, below and through letters (U+0483 to U+0489 are their Cyrillic kin); vowel signs of scripts that need
  /// them are none.
  static func isStackedMark(_ c: UInt32) -> Bool {
    switch c {
    case 0x300...0x36F, 0x483...0x489, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE20...0xFE2F: true
    default: false
    }
  }

  /// Joiners, variation selectors and fillers.
  static func isJoiner(_ c: UInt32) -> Bool {
    switch c {
    case 0x200B...0x200D, 0x2800, 0x3164, 0xFE00...0xFE0F, 0xFFA0, 0xE0020...0xE007F, 0xE0100...0xE01EF: true
    default: false
    }
  }

  /// Has neither case nor a compatibility form: kana, ideographs, most emoji. Spares the look-up.
  static func isItself(_ c: UInt32) -> Bool {
    switch c {
    case 0x3041...0x309A, 0x30A0...0x30FE, 0x4E00...0x9FFF, 0x2600...0x27BF, 0x1F300...0x1FAFF: true
    default: false
    }
  }

  /// Compatibility decomposition of one scalar.
  static func decomposed(_ c: UInt32) -> [Unicode.Scalar] {
    guard let scalar = Unicode.Scalar(c) else { return [] }
    if isHangul(c) { return [scalar] }
    return Array(String(scalar).decomposedStringWithCompatibilityMapping.unicodeScalars)
  }

  private static func isHangul(_ c: UInt32) -> Bool { c >= 0xAC00 && c <= 0xD7A3 }

  private static func pairs(_ text: String) -> [UInt32: UInt32] {
    var table: [UInt32: UInt32] = [:]
    var first: UInt32?
    for value in text.unicodeScalars.map(\.value) where value != 0x20 && value != 0x0A {
      if let from = first { table[from] = value }
      first = first == nil ? value : nil
    }
    return table
  }
}

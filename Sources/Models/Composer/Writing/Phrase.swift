import Text

/// Small repairs that let a brief's own words stand as sentences or inside one.
enum Phrase {
  /// Begins with a capital and ends with a mark: `doors open at six` -> `Doors open at six.`
  static func sentence(_ text: String) -> String {
    let text = capitalised(text)
    guard let last = text.last else { return "" }
    return ".!?…:”\"".contains(last) && !text.hasSuffix("\" ") || endsInEntity(text) ? text : text + "."
  }

  /// Without full stop, comma or colon at the end, to be followed by a mark of ours.
  static func bare(_ text: String) -> String {
    var text = Substring(text)
    while let last = text.last, last.isWhitespace || ".:;,–—".contains(last), !isAbbreviated(text) { text.removeLast() }
    return String(text)
  }

  /// `7 a.m.`, `Acme Inc.`: the point belongs to the word.
  private static func isAbbreviated(_ text: Substring) -> Bool {
    guard text.last == ".", let word = text.split(separator: " ").last?.lowercased() else { return false }
    return ["a.m.", "p.m.", "inc.", "ltd.", "co.", "st.", "etc.", "e.g."].contains(word)
  }

  static func capitalised(_ text: String) -> String {
    if let first = text.utf8.first, first >= 0x41 && first <= 0x5A || first >= 0x30 && first <= 0x39 { return text }
    let word = text.utf8.firstIndex(of: UInt8(ascii: " ")).map { text[..<$0] } ?? text[...]
    guard !Term.isFixed(word), let index = text.firstIndex(where: { $0.isLetter || $0.isNumber }), text[index].isLetter
    else { return text }
    return text[..<index] + text[index].uppercased() + text[text.index(after: index)...]
  }

  /// As it reads inside a sentence: `Our new menu` -> `our new menu`; names stay, `Acme Days`.
  static func inner(_ text: String) -> String {
    let terms = text.split(separator: " ", maxSplits: 2).map { Term(String($0)) }
    guard let first = terms.first, first.isCapitalised, !first.isFixed, isSoft(first, terms.dropFirst().first) else {
      return text
    }
    guard let index = text.firstIndex(where: \.isLetter) else { return text }
    return text[..<index] + text[index].lowercased() + text[text.index(after: index)...]
  }

  /// A common word with a capital only because it came first.
  static func isSoft(_ term: Term, _ next: Term?) -> Bool {
    let key = term.key
    if key == "i" || key.hasPrefix("i'") { return false }
    if term.raw.dropFirst().contains(where: \.isUppercase) { return false }
    if Lexis.weekdays.contains(key) || Lexis.isMonth(key) { return false }
    if Lexis.determiners.contains(key) || Lexis.pronouns.contains(key) { return true }
    if let next, feasts.contains("\(key) \(next.key)") { return false }
    if let next, next.isCapitalised, !Lexis.weekdays.contains(next.key), !Lexis.isMonth(next.key) { return false }
    if Common.words.contains(key) { return true }
    if Lexis.prepositions.contains(key) || Lexis.auxiliaries.contains(key) || Lexis.singularVerbs.contains(key) {
      return true
    }
    return Lexis.requests.contains(key) || Lexis.numberWords.contains(key)
      || Common.endings.contains { key.hasSuffix($0) }
  }

  private static let feasts: Set<String> = [
    "black friday", "good friday", "cyber monday", "ash wednesday", "small business", "giving tuesday",
  ]

  /// Begins in a way that may follow a comma or colon: softly, or with a number.
  static func joins(_ text: String) -> Bool {
    let terms = text.split(separator: " ", maxSplits: 2).map { Term(String($0)) }
    guard let first = terms.first else { return false }
    return !first.isCapitalised || isSoft(first, terms.dropFirst().first)
  }

  /// `a` or `an` by the sound of what follows.
  static func article(_ text: String) -> String {
    guard let term = text.split(separator: " ").first.map({ Term(String($0)) }), let first = term.key.first else {
      return "a"
    }
    if term.key.hasPrefix("8") || term.key == "11" || term.key == "18" || term.key.hasPrefix("11-") { return "an" }
    if ["hour", "honest", "heir", "hono"].contains(where: { term.key.hasPrefix($0) }) { return "an" }
    if ["uni", "use", "usu", "usa", "eu", "one", "usb", "ufo"].contains(where: { term.key.hasPrefix($0) }),
      !term.key.hasPrefix("unin")
    {
      return "a"
    }
    if term.raw.count <= 4, term.raw.allSatisfy(\.isUppercase), "FHLMNRSX".contains(first.uppercased()) { return "an" }
    return "aeiou".contains(first) ? "an" : "a"
  }

  private static func endsInEntity(_ text: String) -> Bool {
    let last = text.utf8.lastIndex(of: UInt8(ascii: " ")).map { text[$0...].dropFirst() } ?? text[...]
    return Term.isFixed(last) && last.utf8.first != UInt8(ascii: "#") && !last.utf8.contains(UInt8(ascii: "@"))
  }
}

/// Common words that lose their capital inside a sentence.
enum Common {
  static let endings = ["tion", "ment", "ness", "ship", "ance"]
  static let words = Lexis.set(
    """
    new fresh free small big large early late open closed open-air weekly daily monthly annual handmade home homemade local
    first last next old young good great better best warm cold hot sweet simple easy quick slow short long full half extra
    special seasonal spring summer autumn winter weekend evening morning afternoon night january's reading workshop class
    course webinar talk tasting concert market fair festival exhibition sale offer discount job vacancy volunteers tickets
    ticket admission entry doors door places seats parking delivery shipping returns opening closing hours hour price prices
    fee fees membership boiler torque bread soup cake coffee tea wine beer gin dinner lunch breakfast brunch menu dishes
    kitchen garden house flat shop studio gallery museum library school children kids parents families people guests
    customers members students participants clients flowers bouquets plants veg vegetables fruit box boxes swing live music
    band charity run race ride tour walk trial week month year remote part-time full-time four-day two-day flexible paid
    certificate certificates emergency appointments appointment eye second third imports exports invoices works takes runs
    online offline most black green red white blue pink yellow dark light wool oak steel wooden leather cotton linen recycled
    certified organic everything nothing something everyone nobody water vegan vegetarian gluten-free family dog dogs cat
    cats bike bikes car cars repair repairs service services support help team staff office warehouse factory farm field
    release version update app software platform tool tools report guide checklist episode podcast video article newsletter
    book books poetry paintings prints photos pottery ceramics jewellery clothes shoes glasses lenses haircut haircuts
    massage yoga pilates dance dancing lesson lessons beginners beginner intermediate advanced adults teenagers seniors
    swing quiz film movie craft crafts cheese chocolate beer cider whisky cocktail pizza pasta burger sourdough pastry
    knitting sewing painting drawing ceramics writing photography cooking baking gardening cycling running swimming
    climbing hiking surfing sailing chess game games comedy theatre jazz folk rock choir open-mic karaoke charity
    community neighbourhood village town city street farmers' artisan vintage pop-up jumble flea book plant seed toy
    wedding birthday holiday festive advent bike bicycle laptop phone computer window carpet roof gutter drain plumbing
    electrical heating solar heat pump battery insulation mortgage tax payroll bookkeeping accounting legal translation
    web logo brand hair beauty nail spa sauna physio dental eye hearing vet puppy cat horse riding driving language
    maths music guitar piano singing violin drum after-school nursery toddler baby pregnancy teen teenage senior
    walking guided self-guided behind-the-scenes early-bird group private corporate gift vouchers voucher card cards
    limited two-for-one half-price students' member members' customer guest fair-trade second-hand used refurbished
    cancel pause bring no not yes once twice never always only just also plus max maximum minimum up down
    """)
}

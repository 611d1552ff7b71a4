/// Words that are spelt in one way in Britain and in another in America.
enum RegionalSpelling {
  /// The other spelling of each word that is written as elsewhere. Links, tags, mentions, quotations and names stay.
  static func edits(_ text: Prose, _ variety: RegionalVariety) -> [Finding.Edit] {
    switch variety {
    case .britishEnglish: english(text, toBritish)
    case .americanEnglish: english(text, toAmerican)
    case .austrianGerman: january(text)
    case .swissGerman: sharp(text)
    }
  }

  private static func english(_ text: Prose, _ table: [String: String]) -> [Finding.Edit] {
    text.words.indices.compactMap { index in
      guard let other = table[text.words[index]], stands(text.spans[index], text), !text.isName(index) else {
        return nil
      }
      return Finding.Edit(span: text.spans[index], text: cased(other, like: text.scalars.string(text.spans[index])))
    }
  }

  /// A word of its own: in no quotation, and no part of an address, a tag or a compound.
  private static func stands(_ span: Span, _ text: Prose) -> Bool {
    let joins: Set<UInt32> = [0x2F, 0x2E, 0x40, 0x23, 0x2D, 0x5F]
    let (before, after) = (text.scalars.at(span.start - 1), text.scalars.at(span.end))
    let goesOn = after == 0x2E && text.scalars.at(span.end + 1).map(Letters.isWordCharacter) == true
    return text.isFree(span) && !goesOn && !(before.map(joins.contains) ?? false)
      && !(after.map { $0 != 0x2E && joins.contains($0) } ?? false)
  }

  private static func cased(_ word: String, like other: String) -> String {
    if other.count > 1, other == other.uppercased() { return word.uppercased() }
    guard let first = other.first, first.isUppercase else { return word }
    return word.prefix(1).uppercased() + word.dropFirst()
  }

  private static func january(_ text: Prose) -> [Finding.Edit] {
    text.words.indices.compactMap { index in
      guard text.words[index] == "januar", stands(text.spans[index], text) else { return nil }
      return Finding.Edit(span: text.spans[index], text: "Jänner")
    }
  }

  private static func sharp(_ text: Prose) -> [Finding.Edit] {
    text.words.indices.compactMap { index in
      let word = text.scalars.string(text.spans[index])
      guard word.contains("ß"), stands(text.spans[index], text) else { return nil }
      return Finding.Edit(span: text.spans[index], text: word.replacing("ß", with: "ss"))
    }
  }

  private static let toAmerican = Dictionary(pairs.map { ($0.british, $0.american) }) { first, _ in first }
  private static let toBritish = Dictionary(pairs.map { ($0.american, $0.british) }) { first, _ in first }

  /// British and American spellings of the same word. Words that mean something else in the other spelling too (tyre,
  /// cheque, practise, licence, storey, metre, programme, draught) are left out: a text may mean either.
  private static let pairs: [(british: String, american: String)] =
    both(stems, ["", "s"]) + inflected + single

  private static func both(_ list: String, _ endings: [String]) -> [(british: String, american: String)] {
    list.split(whereSeparator: \.isWhitespace).flatMap { pair in
      let words = pair.split(separator: "=").map(String.init)
      return endings.map { (british: words[0] + $0, american: words[1] + $0) }
    }
  }

  private static let stems = """
    colour=color flavour=flavor favour=favor honour=honor labour=labor neighbour=neighbor humour=humor rumour=rumor
    behaviour=behavior harbour=harbor odour=odor vapour=vapor armour=armor endeavour=endeavor splendour=splendor
    centre=center theatre=theater fibre=fiber litre=liter kilometre=kilometer centimetre=centimeter millimetre=millimeter
    catalogue=catalog traveller=traveler jeweller=jeweler counsellor=counselor
    organisation=organization specialisation=specialization personalisation=personalization
    optimisation=optimization customisation=customization realisation=realization colouring=coloring
    favourite=favorite neighbourhood=neighborhood defence=defense offence=offense pretence=pretense
    moustache=mustache doughnut=donut aluminium=aluminum pyjama=pajama grey=gray mould=mold
    """

  private static let inflected: [(british: String, american: String)] =
    both(verbs, ["e", "es", "ed", "ing"]) + both(doubled, ["ed", "ing"]) + both(coloured, ["ed", "ing", "ful", "able"])

  private static let verbs = """
    organis=organiz realis=realiz recognis=recogniz customis=customiz personalis=personaliz optimis=optimiz
    apologis=apologiz specialis=specializ prioritis=prioritiz minimis=minimiz maximis=maximiz
    modernis=moderniz standardis=standardiz summaris=summariz symbolis=symboliz socialis=socializ finalis=finaliz
    categoris=categoriz visualis=visualiz utilis=utiliz analys=analyz
    """

  private static let doubled = """
    travell=travel cancell=cancel modell=model labell=label fuell=fuel signall=signal counsell=counsel
    """

  private static let coloured = "colour=color flavour=flavor favour=favor honour=honor"

  private static let single: [(british: String, american: String)] =
    both("cosy=cozy cosier=cozier cosiest=coziest sceptical=skeptical skilful=skillful wilful=willful", [""])
}

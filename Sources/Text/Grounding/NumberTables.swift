extension NumberWords {
  /// The number words of a language.
  struct Tables: Sendable {
    let values: [String: Double]
    let scales: [String: Double]
    let ordinals: [String: Double]
    let articles: Set<String>
    let joiners: Set<String>

    /// Also for `twenty-five`, `vingt-cinq`.
    func value(_ word: String) -> Double? {
      if let value = values[word] { return value }
      let parts = word.split(separator: "-").map(String.init)
      guard parts.count > 1, parts.count <= 4 else { return nil }
      let numbers = parts.filter { !joiners.contains($0) }.map { values[$0] ?? scales[$0] }
      guard numbers.allSatisfy({ $0 != nil }) else { return nil }
      let known = numbers.compactMap { $0 }
      if known.count >= 2, known[0] == 4, known[1] == 20 { return 80 + known.dropFirst(2).reduce(0, +) }
      return known.count == 2 && known[0] >= 20 && known[0] > known[1] || known.count == 2 && known[0] == 60
        ? known.reduce(0, +) : nil
    }

    static var all: [Tables] { [english, german, spanish, french] }

    func scale(_ word: String) -> Double? { scales[word] }

    static func of(_ language: FactLanguage) -> Tables {
      switch language {
      case .english: english
      case .german: german
      case .spanish: spanish
      case .french: french
      }
    }
  }

  private static func numbered(_ words: String, from first: Double = 0, step: Double = 1) -> [String: Double] {
    let list = words.split(whereSeparator: \.isWhitespace).map(String.init)
    return Dictionary(
      list.enumerated().map { ($1, first + Double($0) * step) }, uniquingKeysWith: { first, _ in first })
  }

  private static let english: Tables = {
    let ones = numbered(
      """
      zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
      sixteen seventeen eighteen nineteen
      """
    )
    let tens = numbered("twenty thirty forty fifty sixty seventy eighty ninety", from: 20, step: 10)
    var ordinals = numbered(
      """
      third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
      sixteenth seventeenth eighteenth nineteenth twentieth
      """,
      from: 3)
    ordinals["thirtieth"] = 30
    ordinals["fiftieth"] = 50
    ordinals["hundredth"] = 100
    return Tables(
      values: ones.merging(tens) { first, _ in first },
      scales: [
        "hundred": 100, "thousand": 1000, "million": 1e6, "billion": 1e9, "dozen": 12,
      ],
      ordinals: ordinals, articles: ["a"], joiners: ["and"])
  }()

  private static let german: Tables = {
    var values = numbered(
      """
      null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn
      sechzehn siebzehn achtzehn neunzehn
      """
    )
    let tens = numbered("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig", from: 20, step: 10)
    let ones = numbered("ein zwei drei vier fünf sechs sieben acht neun", from: 1)
    for (ten, value) in tens {
      values[ten] = value
      for (one, unit) in ones { values[one + "und" + ten] = value + unit }
    }
    values["hundert"] = 100
    values["tausend"] = 1000
    for (one, unit) in ones { (values[one + "hundert"], values[one + "tausend"]) = (unit * 100, unit * 1000) }
    return Tables(
      values: values,
      scales: ["million": 1e6, "millionen": 1e6, "mio": 1e6, "milliarden": 1e9, "dutzend": 12],
      ordinals: [
        "dritte": 3, "dritten": 3, "dritter": 3, "vierte": 4, "vierten": 4, "fünfte": 5, "fünften": 5, "zehnte": 10,
        "zehnten": 10,
      ], articles: ["ein", "eine"], joiners: [])
  }()

  private static let spanish: Tables = {
    var values = numbered(
      """
      cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis
      diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco
      veintiséis veintisiete veintiocho veintinueve treinta
      """
    )
    values.merge(numbered("cuarenta cincuenta sesenta setenta ochenta noventa cien", from: 40, step: 10)) { first, _ in
      first
    }
    return Tables(
      values: values,
      scales: [
        "ciento": 100, "cientos": 100, "mil": 1000, "millón": 1e6, "millones": 1e6, "docena": 12, "docenas": 12,
      ],
      ordinals: ["tercer": 3, "tercera": 3, "cuarto": 4, "cuarta": 4, "quinto": 5, "quinta": 5, "décimo": 10],
      articles: ["un", "una"], joiners: ["y"])
  }()

  private static let french: Tables = {
    var values = numbered(
      "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize")
    values.merge(numbered("vingt trente quarante cinquante soixante", from: 20, step: 10)) { first, _ in first }
    values["dix-sept"] = 17
    values["dix-huit"] = 18
    values["dix-neuf"] = 19
    values["un"] = nil
    return Tables(
      values: values,
      scales: ["cent": 100, "cents": 100, "mille": 1000, "million": 1e6, "millions": 1e6, "douzaine": 12],
      ordinals: ["troisième": 3, "quatrième": 4, "cinquième": 5, "dixième": 10], articles: ["un", "une"],
      joiners: ["et"])
  }()
}

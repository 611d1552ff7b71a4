extension ReferenceLanguage {
  /// Small words whose use is habit, not topic: each is a habit of its own.
  var habitWords: [String] { Self.habitTable[self] ?? [] }

  /// The words that stay as they are when a text is read for its pattern. They are never topic words.
  var grammarWords: Set<String> { Self.grammarTable[self] ?? [] }

  private static let habitTable = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0, $0.frequent.split(separator: " ").map(String.init)) })

  private static let grammarTable = Dictionary(
    uniqueKeysWithValues: allCases.map { language in
      let words = "\(language.frequent) \(language.further)".split(whereSeparator: \.isWhitespace).map(String.init)
      return (language, Set(words).union(language == .english ? Set(StyleFeatures.pronouns.keys) : []))
    })

  private var frequent: String {
    switch self {
    case .english:
      "the a an of to in for and or but is are was be will with at on by from that this it i we you he they my our your his their not no so very just"
    case .german:
      "der die das ein eine und oder aber in im an am auf aus bei mit nach von zu zum zur für ist sind war wird werden hat haben nicht kein ich wir du ihr er sie es man so auch noch nur schon sehr"
    case .spanish:
      "el la los las un una y o pero de del en a al con por para sin es son fue ser está han ha hay no que se lo le me nos te os su mi muy más ya como"
    case .french:
      "le la les un une des et ou mais de du en à au aux avec par pour sans est sont était être a ont ne pas que qui se ce cela je nous vous il elle on sa son très plus"
    }
  }

  private var further: String {
    switch self {
    case .english:
      """
      just has have had do does did can could would should more than about what who how when if all out up as now get
      there here been were it's don't can't won't that's into over only also any some one
      """
    case .german:
      """
      den dem des einen einem einer eines als wie wenn weil dass daß um durch über unter vor bis gegen ohne sich mich
      dich uns euch ihnen mein dein sein unser euer ihre was wer wo wann warum hier da dort jetzt immer nie mehr alle
      kann können muss müssen soll will wurde wurden hatte waren bin bist habe doch ja nein denn
      """
    case .spanish:
      """
      unos unas este esta esto ese esa eso aquel si porque cuando donde quien qué cómo cuándo sobre entre hasta desde
      contra él ella ellos ellas yo tú nosotros vosotros ustedes sus mis tus nuestro nuestra era eran estaba están
      soy somos he hemos había puede pueden tiene tienen también todo todos nada aquí ahora sí ni
      """
    case .french:
      """
      cette ces cet si parce quand où comme dans sur sous entre chez vers contre lui leur leurs eux elles ils tu te me
      moi toi mon ma mes ton ta tes ses notre nos votre vos été avait avaient fait peut doit suis sommes êtes aussi
      tout tous rien ici y c'est n'est qu'il d'un d'une
      """
    }
  }
}

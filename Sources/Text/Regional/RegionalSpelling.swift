/// Words that are spelt one way in Britain and another in America. `-ize` is good British English too, so it is held
/// against nobody; a word that has another meaning in the other spelling (`tire`, `check`, `program`) is only changed
/// the way that is certain.
enum RegionalSpelling {
  /// The word as it should be spelt, in its own case; nil when it is right or unknown.
  static func other(_ word: String, as spelling: RegionalStyle.Spelling) -> String? {
    let found: String?
    switch spelling {
    case .british: found = toBritish[word.lowercased()]
    case .american: found = toAmerican[word.lowercased()]
    case .swiss: return word.contains("ß") ? word.replacing("ß", with: "ss") : nil
    }
    guard let found, word.first?.isUppercase == true else { return found }
    return found.prefix(1).uppercased() + found.dropFirst()
  }

  private static let toAmerican = Dictionary(pairs + americanOnly, uniquingKeysWith: { first, _ in first })
  private static let toBritish = Dictionary(
    (pairs + [("analyses", "analyzes")]).map { ($1, $0) }, uniquingKeysWith: { first, _ in first })

  private static func words(_ text: String) -> [String] { text.split(whereSeparator: \.isWhitespace).map(String.init) }

  /// `british:american`, parted by white space.
  private static func couples(_ text: String) -> [(String, String)] {
    words(text).compactMap { couple in
      let parts = couple.split(separator: ":").map(String.init)
      return parts.count == 2 ? (parts[0], parts[1]) : nil
    }
  }

  private static func endings(_ stems: [String], _ ends: [String], _ british: String, _ american: String) -> [(
    String, String
  )] {
    stems.flatMap { stem in ends.map { (stem + british + $0, stem + american + $0) } }
  }

  /// Right in one country and wrong in the other, both ways.
  private static let pairs: [(String, String)] =
    endings(
      words(
        """
        col fav flav harb hon hum lab neighb rum sav savi behavi endeav parl vap od arm cand rig vig splend tum val ard
        clam ferv succ discol dishon
        """),
      words("s ed ing er ers able ably ful fully less ite ites hood hoods ly al ally y") + [""], "our", "or")
    + endings(
      words("cent theat lit fib calib lust somb spect meag sab kilomet centimet millimet epicent"), ["", "s"], "re",
      "er")
    + endings(
      words(
        """
        travel cancel model label fuel signal level counsel channel panel marvel tunnel shovel quarrel total unravel
        swivel snorkel pencil funnel libel rival spiral duel grovel revel chisel
        """), words("ed ing er ers"), "l", "")
    + couples(
      """
      centred:centered centring:centering centrepiece:centerpiece centrepieces:centerpieces jewellery:jewelry
      jeweller:jeweler jewellers:jewelers marvellous:marvelous marvellously:marvelously woollen:woolen woollens:woolens
      counsellor:counselor counsellors:counselors chilli:chili chillies:chilies fulfil:fulfill fulfils:fulfills
      fulfilment:fulfillment enrol:enroll enrols:enrolls enrolment:enrollment enrolments:enrollments
      skilful:skillful skilfully:skillfully wilful:willful wilfully:willfully instalment:installment
      instalments:installments instil:instill instils:instills distil:distill distils:distills defence:defense
      defences:defenses defenceless:defenseless offence:offense offences:offenses pretence:pretense grey:gray
      greys:grays greyer:grayer greyish:grayish aluminium:aluminum pyjamas:pajamas pyjama:pajama mould:mold moulds:molds
      moulded:molded moulding:molding mouldy:moldy moustache:mustache moustaches:mustaches plough:plow ploughs:plows
      ploughed:plowed ploughing:plowing sceptic:skeptic sceptics:skeptics sceptical:skeptical scepticism:skepticism
      cosy:cozy cosier:cozier cosiest:coziest cosily:cozily cosiness:coziness aeroplane:airplane aeroplanes:airplanes
      manoeuvre:maneuver manoeuvres:maneuvers manoeuvred:maneuvered manoeuvring:maneuvering paediatric:pediatric
      paediatrician:pediatrician paediatricians:pediatricians anaesthetic:anesthetic oestrogen:estrogen
      haemorrhage:hemorrhage leukaemia:leukemia diarrhoea:diarrhea gynaecologist:gynecologist
      orthopaedic:orthopedic analyse:analyze analysed:analyzed analysing:analyzing analyser:analyzer
      paralyse:paralyze paralysed:paralyzed paralysing:paralyzing catalyse:catalyze catalysed:catalyzed
      catalogue:catalog catalogues:catalogs catalogued:cataloged cataloguing:cataloging
      """)

  /// What is only British, though its American form is good British for something else.
  private static let americanOnly: [(String, String)] =
    couples(
      """
      metre:meter metres:meters cheque:check cheques:checks chequebook:checkbook tyre:tire tyres:tires kerb:curb
      kerbs:curbs programme:program programmes:programs licence:license licences:licenses practise:practice
      practised:practiced practises:practices practising:practicing storey:story storeys:stories yoghurt:yogurt
      yoghurts:yogurts judgement:judgment judgements:judgments acknowledgement:acknowledgment ageing:aging whilst:while
      amongst:among learnt:learned dreamt:dreamed maths:math
      """)
    + endings(
      words(
        """
        organ real recogn apolog custom personal optim priorit special summar minim maxim visual emphas modern standard
        final categor author character familiar general initial local memor mobil monet normal revital social stabil
        subsid symbol sympath util harmon digit energ critic capital central civil colon commercial crystall econom
        equal fantas fertil formal hospital hypnot idol immun industrial jeopard legal liberal moistur national neutral
        penal pasteur polar popular privat public rational revolution scrutin steril terror theor traumat trivial vandal
        caramel tender item synchron global sanit
        """), words("e es ed ing er ers ation ations"), "is", "iz")
}

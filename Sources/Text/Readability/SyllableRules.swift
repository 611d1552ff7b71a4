/// Where English vowels that meet are spoken apart, and the few syllables without a vowel.
enum SyllableRules {
  /// How many syllables the vowel groups of `word` hide, less those they only seem to have.
  static func count(_ word: [UInt8]) -> Int {
    table.reduce(0) { $0 + $1.adds * $1.matches(in: word) }
  }

  private struct Rule: Sendable {
    /// The letters that the rule is about.
    let letters: [UInt8]
    /// The letter before must be one of these; empty for any or none.
    let behind: Set<UInt8>
    /// The letter before must be none of these; a word's beginning will do unless `needsBefore`.
    let notBehind: Set<UInt8>
    let needsBefore: Bool
    /// One of these must follow; `$` at the end asks for the word's end.
    let then: [Ending]
    /// None of these may follow.
    let unless: [Ending]
    let fromStart: Bool
    let longerThan: Int
    let adds: Int

    func matches(in word: [UInt8]) -> Int {
      guard word.count > longerThan, word.count >= letters.count else { return 0 }
      let last = fromStart ? 0 : word.count - letters.count
      return (0...last).count { place in
        word[place] == letters[0] && word[place..<place + letters.count].elementsEqual(letters)
          && allows(place > 0 ? word[place - 1] : nil) && follows(word[(place + letters.count)...])
      }
    }

    private func allows(_ before: UInt8?) -> Bool {
      guard let before else { return behind.isEmpty && !needsBefore }
      return (behind.isEmpty || behind.contains(before)) && !notBehind.contains(before)
    }

    private func follows(_ rest: ArraySlice<UInt8>) -> Bool {
      (then.isEmpty || then.contains { $0.begins(rest) }) && !unless.contains { $0.begins(rest) }
    }
  }

  private struct Ending: Sendable {
    let letters: [UInt8]
    let closes: Bool

    init(_ text: Substring) {
      closes = text.hasSuffix("$")
      letters = Array((closes ? text.dropLast() : text).utf8)
    }

    func begins(_ rest: ArraySlice<UInt8>) -> Bool {
      closes ? rest.elementsEqual(letters) : rest.starts(with: letters)
    }
  }

  private static func rule(
    _ letters: String, behind: String = "", notBehind: String = "", needsBefore: Bool = false, then: String = "",
    unless: String = "", fromStart: Bool = false, longerThan: Int = 0, adds: Int = 1
  ) -> Rule {
    Rule(
      letters: Array(letters.utf8), behind: Set(behind.utf8), notBehind: Set(notBehind.utf8),
      needsBefore: needsBefore, then: then.split(separator: " ").map(Ending.init),
      unless: unless.split(separator: " ").map(Ending.init), fromStart: fromStart, longerThan: longerThan, adds: adds)
  }

  private static let plain = "aeiou"

  private static let table: [Rule] = pairs + endings + beginnings

  private static let pairs: [Rule] = [
    // radial, but special; initiate; media, but social
    rule("ia", notBehind: "tcgs", then: "l$ ls$ lly$ lism$ list$ lize$ lity$ n$ ns$"),
    rule("ia", behind: "tcgs", then: "lity$ lities$ te$ ted$ tes$ ting$ tion$ tions$ tor$ tors$ tive$"),
    rule(
      "ia", notBehind: "tcsx",
      unless: "l$ ls$ lly$ lism$ list$ lize$ lity$ n$ ns$ lities$ ge bly r$ rd$ mond"),
    rule("ia", notBehind: "tcsl", needsBefore: true, then: "r$"),
    // biology, but nation
    rule("io", notBehind: "tcsgxn", unless: "u"), rule("nio", then: "$ s$ r"),
    rule("iou", notBehind: "tcsgx"), rule("iu", notBehind: "tcsg"), rule("iu", behind: "tcsg", then: "s$ m$"),
    rule("ie", notBehind: plain, needsBefore: true, then: "st$"),
    rule("ie", behind: "bdglmnprtvz", then: "t"), rule("ie", behind: "tdl", then: "nt nc"),
    rule("ier", notBehind: plain + "cgqs", needsBefore: true, then: "$", longerThan: 5),
    // lying, dying; cyanide
    rule("yi", notBehind: plain + "yj", needsBefore: true),
    rule("ya", notBehind: plain, needsBefore: true), rule("yo", notBehind: plain, needsBefore: true),
    rule("yu", notBehind: plain, needsBefore: true),
    rule("ei", then: "ng$ ngs$"), rule("oi", then: "ng$ ngs$ st$"),
    rule("eo", notBehind: plain + "g", needsBefore: true, unless: "u ple pard y$"), rule("ao", unless: "u"),
    // actual, but quality; fluid, ruin
    rule("ua", notBehind: plain + "qg", needsBefore: true, unless: "rd ry"),
    rule("ue", then: "l nt nc t$"),
    rule("ui", notBehind: plain + "qg", needsBefore: true, then: "ty to ng no d$ sm st"),
    rule("uo", unless: "y r$"), rule("uu"), rule("oe", then: "m t v"), rule("oei"), rule("oa", then: "se si"),
    rule("ea", behind: "r", then: "te ti to ce ci co li ll ln"), rule("ea", behind: "rln", then: "n$ ns$"),
    rule("ea", behind: "dl", then: "li ls"), rule("ea", notBehind: "tsplfae", needsBefore: true, then: "$"),
    rule("ae", then: "l"), rule("ay", then: "i"), rule("ii"), rule("iy"), rule("iing"), rule("theat"), rule("coeff"),
    rule("pean", then: "$ s$"),
  ]

  private static let endings: [Rule] = [
    rule("ism", then: "$ s$"), rule("thm", then: "$ s$"), rule("sm", behind: "aou", then: "$"),
    rule("ically", then: "$", adds: -1),
    rule("ling", notBehind: plain + "ylr", needsBefore: true, then: "$", longerThan: 5),
  ]

  private static let beginnings: [Rule] = [
    rule("mc", unless: "a e i o u y k", fromStart: true), rule("geo", fromStart: true), rule("neo", fromStart: true),
    rule("rea", then: "ss pp dj ct lig liz rr ff", fromStart: true), rule("rei", fromStart: true),
    rule("reu", fromStart: true), rule("reo", fromStart: true), rule("coo", then: "p r", fromStart: true),
    rule("deem", fromStart: true, longerThan: 6),
  ]
}

/// Words and phrases that carry a risk by themselves.
enum RiskWords {
  static func check(_ words: WordText, _ text: Scalars) -> [Finding] {
    groups.flatMap { group in
      group.lexicon.matches(in: words).map { span, phrase in
        Finding(
          rule: group.rule, severity: group.severity, span: span, quote: text.string(span),
          message: "“\(phrase)” \(group.reason)", fix: group.fix)
      }
    }
  }

  private struct Group: Sendable {
    var rule: String
    var severity: Finding.Severity
    var reason: String
    var fix: String?
    var lexicon: Lexicon
  }

  private static let groups = [
    Group(
      rule: "risk/profanity", severity: .block, reason: "is a swear word.", fix: "Take it out.",
      lexicon: Lexicon(profanity)),
    Group(
      rule: "risk/crude", severity: .warning, reason: "may offend readers.", fix: nil, lexicon: Lexicon(crude)),
    Group(
      rule: "risk/claim", severity: .warning, reason: "is a claim that needs proof.",
      fix: "Say what you can show, or take it out.", lexicon: Lexicon(claims)),
    Group(
      rule: "risk/superlative", severity: .notice, reason: "is a superlative that somebody may ask you to prove.",
      fix: nil, lexicon: Lexicon(superlatives)),
    Group(
      rule: "risk/pressure", severity: .notice, reason: "puts pressure on the reader.", fix: nil,
      lexicon: Lexicon(pressure)),
    Group(
      rule: "risk/money", severity: .warning, reason: "promises money.", fix: "Take it out.", lexicon: Lexicon(money)),
  ]

  private static let profanity = [
    "fuck", "fucks", "fucked", "fucker", "fuckers", "fucking", "motherfucker", "motherfucking", "shit", "shits",
    "shitty", "bullshit", "asshole", "assholes", "arsehole", "bitch", "bitches", "bastard", "bastards", "cunt", "cunts",
    "dickhead", "twat", "wanker", "wankers", "slut", "sluts", "whore", "whores", "prick", "goddamn",
  ]

  private static let crude = [
    "damn", "damned", "crap", "crappy", "piss", "pissed", "sucks", "stupid", "idiot", "idiots", "moron", "morons",
    "dumb",
    "lame", "crazy", "insane", "hell no", "what the hell", "screw you", "shut up", "retarded", "wtf", "ass",
  ]

  private static let claims = [
    "guaranteed", "guarantee", "guarantees", "risk-free", "risk free", "no risk", "cure", "cures", "heals", "miracle",
    "clinically proven", "scientifically proven", "proven to", "doctor recommended", "doctors recommend",
    "fda approved",
    "never fails", "can't fail", "cannot fail", "100% safe", "completely safe", "no side effects", "instant results",
    "overnight results", "permanent results", "lose weight", "burns fat", "award-winning", "award winning", "certified",
    "carbon neutral", "carbon-neutral", "climate neutral", "zero emissions", "eco-friendly", "chemical-free",
    "toxin-free",
    "anti-aging", "unbreakable", "unhackable", "100% secure",
  ]

  private static let superlatives = [
    "best", "the best", "world's best", "best in the world", "world-class", "world's first", "number one", "no 1",
    "cheapest",
    "fastest", "leading", "market leader", "unrivalled", "unrivaled", "unbeatable", "revolutionary", "groundbreaking",
    "game-changing", "game changer", "perfect", "once-in-a-lifetime",
  ]

  private static let pressure = [
    "act now", "buy now", "order now", "last chance", "hurry", "don't miss out", "before it's too late",
    "while supplies last",
    "limited time only", "you won't believe", "what happens next", "going fast", "final call",
  ]

  private static let money = [
    "get rich", "make money fast", "easy money", "double your money", "passive income", "financial freedom",
    "guaranteed returns", "guaranteed income", "guaranteed profit", "earn from home", "free money", "quick cash",
  ]
}

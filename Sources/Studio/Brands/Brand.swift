package import Foundation
package import Kernel
package import Text

/// Whether a brand's posts go to the built-in sandbox or to the real platforms.
package enum BrandMode: String, Codable, Sendable, CaseIterable {
  case rehearsal, live
}

/// Something true about the brand that a post may state.
package struct BrandFact: Codable, Sendable, Equatable {
  package var text: String
  /// Where it can be checked: an address or the name of a document.
  package var source: String?
  /// The last day it may be used, `2027-01-31`; nil means it does not expire.
  package var expires: String?

  package init(text: String, source: String? = nil, expires: String? = nil) {
    self.text = text
    self.source = source
    self.expires = expires
  }

  /// `day` is today where the brand is.
  package func isUsable(on day: String) -> Bool { expires.map { $0 >= day } ?? true }
}

/// A word of the brand's own: how it is spelled, what it means, and how it is said elsewhere.
package struct GlossaryTerm: Codable, Sendable, Equatable {
  package var term: String
  package var meaning: String?
  /// By language; a language that is missing keeps the term as it is.
  package var translations: [String: String]?

  package init(term: String, meaning: String? = nil, translations: [String: String]? = nil) {
    self.term = term
    self.meaning = meaning
    self.translations = translations
  }
}

/// What people say about their brand: everything that is versioned together.
package struct BrandProfile: Codable, Sendable, Equatable {
  package var name: String
  package var mode: BrandMode
  package var logo: AssetID?
  /// `#rrggbb`, the main colour first.
  package var colours: [String]
  package var fonts: [String]
  package var guidelines: String
  package var facts: [BrandFact]
  package var glossary: [GlossaryTerm]
  /// Terms to spell exactly so wherever they occur.
  package var always: [String]
  /// Terms no post may contain.
  package var never: [String]
  /// Languages the brand writes in, the main one first.
  package var locales: [String]
  /// IANA zone in which the brand's people read times.
  package var zone: String
  /// How readers are spoken to, by language; nothing is held against a text in one that is missing.
  package var formality: [String: Formality]?

  package init(
    name: String, mode: BrandMode = .rehearsal, logo: AssetID? = nil, colours: [String] = [],
    fonts: [String] = [], guidelines: String = "", facts: [BrandFact] = [],
    glossary: [GlossaryTerm] = [], always: [String] = [], never: [String] = [],
    locales: [String] = ["en"], zone: String = "UTC",
    formality: [String: Formality]? = nil
  ) {
    self.name = name
    self.mode = mode
    self.logo = logo
    self.colours = colours
    self.fonts = fonts
    self.guidelines = guidelines
    self.facts = facts
    self.glossary = glossary
    self.always = always
    self.never = never
    self.locales = locales
    self.zone = zone
    self.formality = formality
  }
}

extension BrandProfile {
  package enum Limits {
    package static let name = 80
    package static let colours = 12
    package static let fonts = 8
    package static let font = 80
    package static let guidelines = 20_000
    package static let facts = 200
    package static let fact = 500
    package static let source = 500
    package static let glossary = 200
    package static let terms = 200
    package static let term = 80
    package static let locales = 20
  }

  /// Throws `Problem(.invalid)` that names every field at fault.
  package func check(zones: BrandZones) throws(Problem) {
    var check = FieldCheck()
    check.text(name, "/name", .line(Limits.name))
    check.texts(fonts, "/fonts", most: Limits.fonts, each: .line(Limits.font))
    check.text(guidelines, "/guidelines", .paragraphs(Limits.guidelines))
    check.texts(always, "/always", most: Limits.terms, each: .line(Limits.term))
    check.texts(never, "/never", most: Limits.terms, each: .line(Limits.term))
    checkColours(&check)
    checkFacts(&check)
    checkGlossary(&check)
    checkPlaces(&check, zones)
    try check.done()
  }

  private func checkColours(_ check: inout FieldCheck) {
    guard check.count(colours.count, "/colours", most: Limits.colours) else { return }
    for (index, colour) in colours.enumerated() {
      check.require(Formats.isColour(colour), "/colours/\(index)", "must look like #1a2b3c")
    }
  }

  private func checkFacts(_ check: inout FieldCheck) {
    guard check.count(facts.count, "/facts", most: Limits.facts) else { return }
    for (index, fact) in facts.enumerated() {
      check.text(fact.text, "/facts/\(index)/text", .line(Limits.fact))
      check.text(fact.source, "/facts/\(index)/source", .optionalLine(Limits.source))
      check.require(
        fact.expires.map(Formats.isDay) ?? true, "/facts/\(index)/expires", "must be a day such as 2027-01-31")
    }
  }

  private func checkGlossary(_ check: inout FieldCheck) {
    guard check.count(glossary.count, "/glossary", most: Limits.glossary) else { return }
    for (index, entry) in glossary.enumerated() {
      let pointer = "/glossary/\(index)"
      check.text(entry.term, pointer + "/term", .line(Limits.term))
      check.text(entry.meaning, pointer + "/meaning", .optionalLine(Limits.fact))
      check.count(entry.translations?.count ?? 0, pointer + "/translations", most: Limits.locales)
      for (language, word) in entry.translations ?? [:] {
        check.refuse(
          Formats.languageFault(language).map { "\(language.prefix(20)) \($0)" }, at: pointer + "/translations")
        check.text(word, pointer + "/translations", .line(Limits.term))
      }
    }
  }

  private func checkPlaces(_ check: inout FieldCheck, _ zones: BrandZones) {
    if check.count(locales.count, "/locales", least: 1, most: Limits.locales) {
      for (index, locale) in locales.enumerated() {
        check.refuse(Formats.languageFault(locale), at: "/locales/\(index)")
      }
      check.require(Set(locales).count == locales.count, "/locales", "names a language twice")
    }
    check.require(zones.isZone(zone), "/zone", "is not a time zone such as Europe/Vienna")
    check.count(formality?.count ?? 0, "/formality", most: Limits.locales)
    for language in (formality ?? [:]).keys.sorted() {
      let known = Formality.languages.contains(String(language.prefix { $0 != "-" }))
      check.require(
        Formats.isLanguage(language) && known, "/formality",
        "\(language.prefix(20)) is no language in which this can be told apart: "
          + Formality.languages.sorted().joined(separator: ", "))
    }
  }
}

/// What Studio asks of time zones; App answers with Kernel's reader of the zone files.
package struct BrandZones: Sendable {
  /// Whether there is a zone of this name.
  package var isZone: @Sendable (String) -> Bool
  /// The calendar day, `2026-11-23`, that it is there.
  package var day: @Sendable (_ at: Date, _ zone: String) -> String

  package init(
    isZone: @escaping @Sendable (String) -> Bool, day: @escaping @Sendable (_ at: Date, _ zone: String) -> String
  ) {
    self.isZone = isZone
    self.day = day
  }
}

/// A brand as it stands, with the version that an edit must name.
package struct Brand: Sendable, Equatable {
  package var id: BrandID
  package var version: Int
  package var profile: BrandProfile
  package var created: Date
  package var updated: Date
  package var archived: Date?

  package init(
    id: BrandID, version: Int, profile: BrandProfile, created: Date, updated: Date, archived: Date?
  ) {
    self.id = id
    self.version = version
    self.profile = profile
    self.created = created
    self.updated = updated
    self.archived = archived
  }

  /// What a post may state on that day.
  package func usableFacts(on day: String) -> [BrandFact] { profile.facts.filter { $0.isUsable(on: day) } }

  /// An archived brand is kept for reading only.
  package func assertActive() throws(Problem) {
    if archived != nil {
      throw Problem(.conflict, "This brand is archived. Bring it back before changing or using it.")
    }
  }
}

/// An edit: what is absent stays as it is.
package struct BrandEdit: Codable, Sendable, Equatable {
  package var name: String?
  package var mode: BrandMode?
  package var logo: Change<AssetID>
  package var colours: [String]?
  package var fonts: [String]?
  package var guidelines: String?
  package var facts: [BrandFact]?
  package var glossary: [GlossaryTerm]?
  package var always: [String]?
  package var never: [String]?
  package var locales: [String]?
  package var zone: String?
  package var formality: [String: Formality]?

  package init(
    name: String? = nil, mode: BrandMode? = nil, logo: Change<AssetID> = .keep, colours: [String]? = nil,
    fonts: [String]? = nil, guidelines: String? = nil, facts: [BrandFact]? = nil,
    glossary: [GlossaryTerm]? = nil, always: [String]? = nil, never: [String]? = nil,
    locales: [String]? = nil, zone: String? = nil, formality: [String: Formality]? = nil
  ) {
    self.name = name
    self.mode = mode
    self.logo = logo
    self.colours = colours
    self.fonts = fonts
    self.guidelines = guidelines
    self.facts = facts
    self.glossary = glossary
    self.always = always
    self.never = never
    self.locales = locales
    self.zone = zone
    self.formality = formality
  }

  package func applied(to profile: BrandProfile) -> BrandProfile {
    BrandProfile(
      name: name ?? profile.name, mode: mode ?? profile.mode, logo: logo.applied(to: profile.logo),
      colours: colours ?? profile.colours, fonts: fonts ?? profile.fonts,
      guidelines: guidelines ?? profile.guidelines, facts: facts ?? profile.facts,
      glossary: glossary ?? profile.glossary, always: always ?? profile.always,
      never: never ?? profile.never, locales: locales ?? profile.locales, zone: zone ?? profile.zone,
      formality: (formality ?? profile.formality).flatMap { $0.isEmpty ? nil : $0 })
  }
}

/// A profile as it once was.
package struct BrandVersion: Sendable, Equatable {
  package var version: Int
  package var profile: BrandProfile
  /// `user_01j…`, `key_01j…` or `system:…`.
  package var savedBy: String
  package var savedAt: Date
}

import Database
import HTTPTypes
import Kernel
package import Web

package enum BrandPages {
  package static func all(_ parts: StudioParts) -> [Route] {
    [list(parts), new(parts), create(parts), show(parts), edit(parts), save(parts)]
  }

  private static func list(_ parts: StudioParts) -> Route {
    .page("/brands", "brands:read") { context in
      let keyset = try Keyset("brands", false, Paging(limit: 100))
      let brands = try await parts.database.query(BrandStatements.page, keyset, as: context.tenant)
      return .page(
        PageValue("Brands", section: .brands) {
          let new = context.may("brands:create")
          pageHead(
            "Brands", "Each with a voice of its own.",
            actions: new ? linkButton("New brand", "/brands/new", .primary) : .empty)
          if brands.isEmpty {
            emptyState(
              "No brand yet", "A brand holds a voice, facts that posts may state, and the accounts it publishes on.",
              action: new ? linkButton("Make the first brand", "/brands/new", .primary) : .empty)
          } else {
            dataTable("Brands", columns: ["Name", "Mode", "Languages", "Voice"], rows: brands, cells: row)
          }
        })
    }
  }

  @HTMLBuilder private static func row(_ brand: Brand) -> HTML {
    td { a(.href("/brands/\(brand.id)")) { brand.profile.name } }
    td { modeBadge(brand.profile.mode) }
    td { brand.profile.locales.joined(separator: ", ") }
    td { a(.href("/brands/\(brand.id)/voice")) { "Voice" } }
  }

  static func modeBadge(_ mode: BrandMode) -> HTML {
    mode == .live ? badge("Live", .good) : badge("Rehearsal", .info)
  }

  private static func new(_ parts: StudioParts) -> Route {
    .page("/brands/new", "brands:create") { context in newForm(BrandProfile(name: ""), nil, context) }
  }

  private static func newForm(_ profile: BrandProfile, _ problem: Problem?, _ context: PageContext) -> PageReply {
    .page(
      PageValue("New brand", section: .brands, status: problem == nil ? .ok : .unprocessableContent) {
        pageHead("New brand", "A name is enough to begin; the rest can follow.")
        card {
          form("/brands", in: context) {
            BrandForm.fields(profile, problem)
            submit("Make the brand")
          }
        }
      })
  }

  private static func create(_ parts: StudioParts) -> Route {
    .form("/brands", "brands:create") { context in
      let profile = BrandForm.read(context.form, over: BrandProfile(name: ""))
      return try await retrying {
        let brand = try await CreateBrand(parts).run(profile, as: context.tenant)
        return .redirect("/brands/\(brand.id)/voice")
      } again: {
        newForm(profile, $0, context)
      }
    }
  }

  private static func show(_ parts: StudioParts) -> Route {
    .page("/brands/{brand_id}", "brands:read") { context in
      let brand = try await parts.brand(context.id("brand_id"), as: context.tenant)
      let voice = try await parts.database.first(VoiceStatements.active, brand.id, as: context.tenant)
      return .page(
        PageValue(brand.profile.name, section: .brands) {
          pageHead(
            brand.profile.name, nil,
            actions: HTML {
              if context.may("briefs:create") { linkButton("New brief", "/briefs/new?brand_id=\(brand.id)", .primary) }
              linkButton("Templates", "/brands/\(brand.id)/templates")
              linkButton("Rules", "/brands/\(brand.id)/policy")
              if context.may("brands:update") { linkButton("Edit", "/brands/\(brand.id)/edit") }
            })
          voiceCard(brand, voice)
          about(brand)
        })
    }
  }

  private static func voiceCard(_ brand: Brand, _ voice: VoiceModel?) -> HTML {
    card("Voice", actions: linkButton(voice == nil ? "Train it" : "See it", "/brands/\(brand.id)/voice")) {
      if let voice {
        p { VoiceWords.trial(voice.trial) }
      } else {
        p { "Not measured yet. Paste posts this brand has published, and drafts will sound like them." }
      }
    }
  }

  private static func about(_ brand: Brand) -> HTML {
    let profile = brand.profile
    return card("About") {
      facts([
        ("Mode", modeBadge(profile.mode)), ("Languages", text(profile.locales.joined(separator: ", "))),
        ("Time zone", text(profile.zone)), ("Always", text(profile.always.joined(separator: ", "))),
        ("Never", text(profile.never.joined(separator: ", "))),
        ("Colours", text(profile.colours.joined(separator: ", "))),
        ("Fonts", text(profile.fonts.joined(separator: ", "))),
        ("Version", text(String(brand.version))),
      ])
      if !profile.facts.isEmpty {
        h3 { "Facts" }
        ul { for fact in profile.facts { li { factLine(fact) } } }
      }
      if !profile.glossary.isEmpty {
        h3 { "Glossary" }
        ul { for term in profile.glossary { li { glossaryLine(term) } } }
      }
      if !profile.guidelines.isEmpty {
        h3 { "Guidelines" }
        for part in profile.guidelines.split(separator: "\n\n") { p { String(part) } }
      }
    }
  }

  private static func glossaryLine(_ term: GlossaryTerm) -> HTML {
    HTML {
      strong { term.term }
      if let meaning = term.meaning { ": \(meaning)" }
      for (language, word) in (term.translations ?? [:]).sorted(by: { $0.key < $1.key }) {
        " "
        badge("\(language): \(word)")
      }
    }
  }

  private static func factLine(_ fact: BrandFact) -> HTML {
    HTML {
      fact.text
      if let source = fact.source {
        " "
        small { source }
      }
      if let day = fact.expires {
        " "
        badge("until \(day)")
      }
    }
  }

  private static func edit(_ parts: StudioParts) -> Route {
    .page("/brands/{brand_id}/edit", "brands:update") { context in
      let brand = try await parts.brand(context.id("brand_id"), as: context.tenant)
      return editForm(brand, brand.profile, version: brand.version, nil, context)
    }
  }

  private static func editForm(
    _ brand: Brand, _ profile: BrandProfile, version: Int, _ problem: Problem?, _ context: PageContext
  ) -> PageReply {
    .page(
      PageValue("Edit \(brand.profile.name)", section: .brands, status: problem == nil ? .ok : .unprocessableContent) {
        pageHead("Edit \(brand.profile.name)")
        card {
          form("/brands/\(brand.id)/edit", in: context) {
            hidden("version", String(version))
            BrandForm.fields(profile, problem)
            submit("Save")
          }
        }
      })
  }

  private static func save(_ parts: StudioParts) -> Route {
    .form("/brands/{brand_id}/edit", "brands:update") { context in
      let brand = try await parts.brand(context.id("brand_id"), as: context.tenant)
      let profile = BrandForm.read(context.form, over: brand.profile)
      let version = context.form["version"].flatMap { Int($0) } ?? 0
      return try await retrying {
        _ = try await EditBrand(parts).run(brand.id, BrandEdit(all: profile), expected: version, as: context.tenant)
        return .redirect("/brands/\(brand.id)")
      } again: { problem in
        // After a conflict the next save is meant for what is there now, and the notice says so.
        editForm(brand, profile, version: problem.kind == .stale ? brand.version : version, problem, context)
      }
    }
  }
}

extension BrandEdit {
  /// An edit that sets everything.
  init(all profile: BrandProfile) {
    self.init(
      name: profile.name, mode: profile.mode, logo: profile.logo.map { .set($0) } ?? .clear, colours: profile.colours,
      fonts: profile.fonts, guidelines: profile.guidelines, facts: profile.facts, glossary: profile.glossary,
      always: profile.always, never: profile.never, locales: profile.locales, zone: profile.zone,
      formality: profile.formality ?? [:])
  }
}

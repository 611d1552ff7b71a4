import Database
import HTTPTypes
import Kernel
import Text
package import Web

/// Many briefs from one table: paste, look, make.
package enum BriefImportPages {
  package static func all(_ parts: StudioParts) -> [Route] { [show(parts), check(parts), make(parts)] }

  private static let room = BriefBatch.Limits.csv + 100_000

  private static func show(_ parts: StudioParts) -> Route {
    .page("/briefs/import", "briefs:create") { context in
      try await page(parts, context, Pasted(csv: example, brand: context.shell?.current), [], nil)
    }
  }

  /// Shows what would be made, and makes nothing.
  private static func check(_ parts: StudioParts) -> Route {
    .form("/briefs/import/check", "briefs:create", bodyLimit: room) { context in
      let pasted = Pasted(context.form)
      return try await retrying {
        let entries = try pasted.entries()
        try await parts.act(as: context.tenant) { tx in
          guard let brand = pasted.brand else { throw Problem.invalid("/brand_id", "Choose a brand.") }
          let template = try await tx.usable(pasted.template, of: brand)
          try CreateBriefs(parts).check(entries, template: template)
        }
        if let variants = pasted.variants {
          try GenerateAll.check(entries.reduce(0) { $0 + $1.content.reach.count } * variants)
        }
        return try await page(parts, context, pasted, entries, nil)
      } again: {
        try await page(parts, context, pasted, [], $0)
      }
    }
  }

  private static func make(_ parts: StudioParts) -> Route {
    .form("/briefs/import", "briefs:create", bodyLimit: room) { context in
      let pasted = Pasted(context.form)
      return try await retrying {
        guard let brand = pasted.brand else { throw Problem.invalid("/brand_id", "Choose a brand.") }
        let entries = try pasted.entries()
        try await parts.act(as: context.tenant) { tx in
          let briefs = try await CreateBriefs(parts).run(
            entries, brand: brand, campaign: nil, template: pasted.template, in: tx)
          guard let variants = pasted.variants, context.may("posts:generate") else { return }
          _ = try await GenerateAll(parts).run(briefs.map(\.id), variants: variants, in: tx)
        }
        return .redirect("/briefs")
      } again: {
        try await page(parts, context, pasted, [], $0)
      }
    }
  }

  private struct Pasted {
    var csv: String
    var brand: BrandID?
    var template: TemplateID?
    /// Of every post; nil writes none yet.
    var variants: Int?

    init(csv: String, brand: BrandID?) {
      self.csv = csv
      self.brand = brand
    }

    init(_ form: FormValues) {
      csv = form["csv"] ?? ""
      brand = form["brand_id"].flatMap { BrandID($0) }
      template = TemplateChoice.id(form)
      variants = form["variants"].flatMap { Int($0) }
    }

    func entries() throws(Problem) -> [BatchEntry] { try BatchEntry.read(csv) }
  }

  private static let example = """
    topic,platforms,facts,link,paid
    Our winter blend is back,bluesky|mastodon,Notes of plum and cocoa.|250 grams for 12 euros.,,no
    """

  private static func page(
    _ parts: StudioParts, _ context: PageContext, _ pasted: Pasted, _ entries: [BatchEntry], _ problem: Problem?
  ) async throws -> PageReply {
    let keyset = try Keyset("brands", false, Paging(limit: 100))
    let brands = try await parts.database.query(BrandStatements.page, keyset, as: context.tenant)
    guard !brands.isEmpty else { return .redirect("/brands/new") }
    let chosen = brands.first { $0.id == pasted.brand } ?? brands[0]
    let templates = try await TemplateChoice.load(
      parts, context, brand: nil, brands: brands, chosen: pasted.template)
    return .page(
      PageValue("Import briefs", section: .briefs, status: problem == nil ? .ok : .unprocessableContent) {
        pageHead("Import briefs", "A table with a row for each brief.")
        card {
          form("/briefs/import/check", in: context) {
            problemNotice(problem)
            selectField(
              Field("brand_id", "Brand", value: chosen.id.description, required: true),
              options: brands.map { ($0.id.description, $0.profile.name) }, problem: problem)
            templates.selection(problem, hint: "Each row fills it: a column slots.price fills its place {price}.")
            if context.may("posts:generate") {
              selectField(
                Field("variants", "Write the posts", value: pasted.variants.map { String($0) } ?? ""),
                options: [("", "Later, brief by brief")]
                  + (1...3).map { (String($0), "Now, \($0) variant\($0 == 1 ? "" : "s") of each") },
                problem: problem)
            }
            textArea(
              Field(
                "csv", "Table", value: pasted.csv,
                hint: "Copied from a spreadsheet, or the text of a CSV file. \(columns)", required: true),
              rows: 12, problem: problem)
            div(.class("form-end")) {
              submit("Check the table", entries.isEmpty ? .primary : .secondary)
              if !entries.isEmpty {
                submit(
                  "Make \(entries.count) brief\(entries.count == 1 ? "" : "s")", .primary, .formAction("/briefs/import")
                )
              }
            }
          }
        }
        if !entries.isEmpty { preview(entries, parts) }
      })
  }

  private static let columns =
    "The first row names the columns: topic and platforms, and any other field of a brief. Several entries of one cell "
    + "stand between |. At most \(BriefBatch.Limits.briefs) rows."

  private static func preview(_ entries: [BatchEntry], _ parts: StudioParts) -> HTML {
    let posts = entries.reduce(0) { $0 + $1.content.reach.count }
    return card("Nothing is made yet: \(entries.count) briefs, for \(posts) posts") {
      dataTable("What the table says", columns: ["Topic", "Platforms", "Languages", "Facts"], rows: entries) { entry in
        td { Post.excerpt(of: entry.content.topic) }
        td { entry.content.platforms.map { parts.rules[$0]?.name ?? $0 }.joined(separator: ", ") }
        td { entry.content.languages.joined(separator: ", ") }
        td { String(entry.content.facts.count) }
      }
    }
  }
}

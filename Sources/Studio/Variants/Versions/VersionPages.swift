import Database
import Kernel
import Text
import Web

enum VersionPages {
  static func all(_ parts: StudioParts) -> [Route] { [compare(parts), restore(parts)] }

  /// On a variant's card: what it can be compared with, and its earlier texts.
  static func links(
    _ variant: Variant, among variants: [Variant], _ versions: [VariantVersion], _ context: PageContext
  ) -> HTML {
    let others = variants.filter { $0.id != variant.id }
    if others.isEmpty && versions.isEmpty { return .empty }
    return details {
      summary { "Compare and go back" }
      ul {
        for other in others {
          li {
            a(.href("/variants/\(variant.id)/compare?against=\(other.id)")) {
              "What changed from variant \(other.ordinal)"
            }
          }
        }
        for version in versions {
          li {
            a(.href("/variants/\(variant.id)/compare?version=\(version.version)")) {
              "What changed from version \(version.version)"
            }
            small {
              ", the text until "
              moment(version.until)
            }
          }
        }
      }
    }
  }

  private static func compare(_ parts: StudioParts) -> Route {
    .page("/variants/{variant_id}/compare", "posts:read", query: VersionRoutes.query) { context in
      let variant = try await parts.variant(context.id("variant_id"), as: context.tenant)
      let other = try VersionRoutes.compared(context.parameters)
      let comparison = try await CompareVariants(parts).run(variant.id, with: other, as: context.tenant)
      let post = try await parts.post(variant.post, as: context.tenant)
      return .page(page(comparison, other, post, parts, context))
    }
  }

  private static func page(
    _ comparison: VariantComparison, _ other: ComparedText, _ post: Post, _ parts: StudioParts, _ context: PageContext
  ) -> PageValue {
    let (before, after, diff) = (comparison.before, comparison.after, comparison.diff)
    return PageValue("What changed", section: .posts, brand: post.brand) {
      pageHead(
        "What changed",
        "\(PostView.title(post, parts.rules)): from \(name(before, other)) to variant \(after.ordinal) as it is now.",
        actions: linkButton("Back to the post", "/posts/\(post.id)"))
      card("Text") {
        if diff.isEmpty {
          p { "The two texts are the same." }
        } else {
          p {
            small { counted(diff.removedWords, "word") + " removed, " + counted(diff.addedWords, "word") + " added." }
          }
        }
        changes(diff, post.language)
      }
      scores(before, after, other)
      if case .version(let version) = other, !diff.isEmpty, post.state != .archived {
        form("/variants/\(after.id)/restore", in: context) {
          hidden("version", String(version))
          hidden("expected", String(after.version))
          submit("Bring this earlier text back", .primary)
        }
      }
    }
  }

  private static func name(_ variant: Variant, _ other: ComparedText) -> String {
    switch other {
    case .variant: "variant \(variant.ordinal)"
    case .version(let version): "version \(version)"
    }
  }

  private static func counted(_ count: Int, _ what: String) -> String { "\(count) \(what)\(count == 1 ? "" : "s")" }

  /// Marked up as removed and inserted, and said so to whoever cannot see it.
  static func changes(_ diff: TextDiff, _ language: String) -> HTML {
    p(.class("post-text diff"), .dir("auto"), .lang(language)) {
      for piece in diff.pieces {
        switch piece.kind {
        case .same: text(piece.text)
        case .removed: deleted { said("removed: ", piece.text) }
        case .added: inserted { said("added: ", piece.text) }
        }
      }
    }
  }

  private static func said(_ what: String, _ words: String) -> HTML {
    HTML {
      span(.class("visually-hidden"), .lang("en")) { "[\(what)" }
      text(words)
      span(.class("visually-hidden"), .lang("en")) { "]" }
    }
  }

  private static func scores(_ before: Variant, _ after: Variant, _ other: ComparedText) -> HTML {
    let (old, new) = (before.judged, after.judged)
    let rows: [(String, Int?, Int?)] = [
      ("Length", old.length, new.length), ("Brand fit", old.scores.brandFit?.value, new.scores.brandFit?.value),
      ("Risk", old.scores.risk.value, new.scores.risk.value),
      ("Readability", old.scores.readability?.value, new.scores.readability?.value),
      ("Expected to beat, of 100", old.scores.engagement?.value, new.scores.engagement?.value),
    ]
    return card("Measured") {
      dataTable(
        "Measured on both texts", columns: ["What", name(before, other).capitalizedFirst, "Now", "Difference"],
        rows: rows.filter { $0.1 != nil || $0.2 != nil }
      ) { row in
        td { row.0 }
        td { row.1.map(String.init) ?? "–" }
        td { row.2.map(String.init) ?? "–" }
        td { difference(row.1, row.2) }
      }
    }
  }

  private static func difference(_ before: Int?, _ after: Int?) -> String {
    guard let before, let after else { return "–" }
    return after == before ? "the same" : after > before ? "+\(after - before)" : "−\(before - after)"
  }

  private static func restore(_ parts: StudioParts) -> Route {
    .form("/variants/{variant_id}/restore", "posts:update") { context in
      let id: VariantID = try context.id("variant_id")
      guard let version = context.form["version"].flatMap({ Int($0) }) else {
        throw Problem.invalid("/version", "Choose one of the earlier texts.")
      }
      let expected = context.form["expected"].flatMap { Int($0) }
      let variant = try await parts.act(as: context.tenant) {
        try await RestoreVersion(parts).run(id, version: version, expected: expected, in: $0)
      }
      return .redirect("/posts/\(variant.post)")
    }
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

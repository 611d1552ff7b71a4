import Text
import Web

/// A text as its platform's readers meet it.
enum PreviewView {
  /// `picture` is what the platform shows with it, where no post is without one.
  static func whole(
    _ text: String, _ language: String, by brand: BrandProfile, on platform: PlatformLimits, picture: HTML = .empty
  ) -> HTML {
    let preview = PostPreview(text, on: platform)
    return figure(.class("preview preview-\(platform.id)"), .lang(language), .data("preview", platform.id)) {
      p(.class("preview-head")) {
        span(.class("avatar"), .aria("hidden", "true")) { String(brand.name.prefix(1)).uppercased() }
        strong { brand.name }
      }
      if platform.display.shape != nil { media(platform, picture) }
      div(.class("preview-text"), .dir("auto")) { words(preview) }
      p(.class("preview-card"), preview.card == nil ? .hidden : .data("card", "")) { preview.card ?? "" }
      figcaption { "As \(platform.name) shows it" }
    }
  }

  private static func media(_ platform: PlatformLimits, _ picture: HTML) -> HTML {
    div(.class("preview-media")) {
      if picture.bytes.isEmpty { p { "A picture or video goes here." } } else { picture }
    }
  }

  private static func words(_ preview: PostPreview) -> HTML {
    HTML {
      p { for run in preview.shown { piece(run) } }
      if !preview.folded.isEmpty {
        details {
          summary { preview.more }
          p { for run in preview.folded { piece(run) } }
        }
      }
    }
  }

  private static func piece(_ run: PostPreview.Run) -> HTML {
    run.kind == .text ? text(run.text) : span(.class("entity entity-\(run.kind.rawValue)")) { run.text }
  }
}

import Foundation
import Kernel
import Text
import Web

/// How a post is shown.
enum PostView {
  static func stateBadge(_ post: Post) -> HTML {
    switch post.state {
    case .generating: badge(words(post.state), .info)
    case .draft: badge(words(post.state), .warn)
    case .ready: badge(words(post.state), .good)
    case .archived: badge(words(post.state))
    }
  }

  static func words(_ state: PostState) -> String {
    switch state {
    case .generating: "Being written"
    case .draft: "Draft"
    case .ready: "Ready"
    case .archived: "Put away"
    }
  }

  /// Its platform and language, as people call them.
  static func title(_ post: Post, _ rules: PlatformRules) -> String {
    let language = Locale(identifier: "en").localizedString(forIdentifier: post.language)
    return "\(rules[post.platform]?.name ?? post.platform) · \(language ?? post.language)"
  }

  /// The text as the platform shows it: folded where it folds, links and tags as links.
  static func preview(_ variant: Variant, of post: Post, brand: Brand, _ platform: PlatformLimits?) -> HTML {
    let text = variant.judged.text
    let fold = platform?.foldAt.flatMap { $0 < text.count ? $0 : nil }
    return figure(.class("preview preview-\(post.platform)"), .lang(post.language)) {
      p(.class("preview-author")) {
        strong { brand.profile.name }
        small { " on \(platform?.name ?? post.platform)" }
      }
      div(.class("preview-text"), .dir("auto")) {
        if let fold {
          linked(String(text.prefix(fold)))
          details {
            summary { "… more" }
            linked(String(text.dropFirst(fold)))
          }
        } else {
          linked(text)
        }
      }
      figcaption { "As \(platform?.name ?? post.platform) shows it" }
    }
  }

  private static func linked(_ content: String) -> HTML {
    HTML {
      for paragraph in content.split(separator: "\n\n") {
        p {
          for (index, line) in paragraph.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if index > 0 { br() }
            entities(String(line))
          }
        }
      }
    }
  }

  private static func entities(_ line: String) -> HTML {
    let found = Entities.extract(line)
    let scalars = Array(line.unicodeScalars)
    return HTML {
      for (index, entity) in found.enumerated() {
        text(slice(scalars, index == 0 ? 0 : found[index - 1].span.end, entity.span.start))
        span(.class("entity")) { slice(scalars, entity.span.start, entity.span.end) }
      }
      text(slice(scalars, found.last?.span.end ?? 0, scalars.count))
    }
  }

  private static func slice(_ scalars: [Unicode.Scalar], _ start: Int, _ end: Int) -> String {
    guard start < end, end <= scalars.count else { return "" }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[start..<end])
    return String(view)
  }
}

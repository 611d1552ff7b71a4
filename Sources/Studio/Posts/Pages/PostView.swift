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
}

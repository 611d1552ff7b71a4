package import Foundation
package import Kernel
import Text

package enum PostState: String, Codable, Sendable, CaseIterable {
  /// No variant is written yet.
  case generating
  /// There are variants; a person has to choose one.
  case draft
  /// A person kept the chosen variant: it may be approved and scheduled.
  case ready
  case archived
}

/// A brief on one platform in one language, on its way to being published.
package struct Post: Sendable, Equatable {
  package var id: PostID
  package var brand: BrandID
  package var brief: BriefID
  package var platform: String
  package var language: String
  package var state: PostState
  /// Why it is in this state and what can be done; empty when the state says it all.
  package var reason: String
  package var chosen: VariantID?
  /// Start of the chosen or first variant's text.
  package var excerpt: String
  /// The chosen or first variant has a finding that stops scheduling.
  package var blocked: Bool
  /// Variants that were asked for so far.
  package var planned: Int
  package var version: Int
  package var created: Date
  package var updated: Date

  package init(
    id: PostID, brand: BrandID, brief: BriefID, platform: String, language: String, state: PostState,
    reason: String, chosen: VariantID?, excerpt: String, blocked: Bool, planned: Int, version: Int,
    created: Date, updated: Date
  ) {
    self.id = id
    self.brand = brand
    self.brief = brief
    self.platform = platform
    self.language = language
    self.state = state
    self.reason = reason
    self.chosen = chosen
    self.excerpt = excerpt
    self.blocked = blocked
    self.planned = planned
    self.version = version
    self.created = created
    self.updated = updated
  }

  /// A post shows this much of its text in lists.
  package static let excerptLength = 140

  package static func excerpt(of text: String) -> String {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard line.count > excerptLength else { return line }
    return line.prefix(excerptLength - 1).trimmingCharacters(in: .whitespaces) + "…"
  }
}

extension Post {
  /// Whether texts of this post may still change. Publishing asks again before anything is sent.
  package func assertEditable() throws(Problem) {
    if state == .archived {
      throw Problem(.conflict, "This post is archived. Bring it back before changing it.")
    }
  }

  /// Choosing another variant makes a ready post a draft again: what was kept is not what it says now.
  package func choosing(_ variant: Variant) throws(Problem) -> Post {
    try assertEditable()
    var post = self
    if chosen != variant.id, state == .ready { post.state = .draft }
    post.chosen = variant.id
    return post.showing(variant.judged)
  }

  /// A person keeps the chosen variant. Refused while a finding blocks it.
  package func keeping(_ variant: Variant) throws(Problem) -> Post {
    try assertEditable()
    if let finding = variant.judged.findings.first(where: { $0.severity == .block }) {
      throw Problem(.conflict, "This text cannot be kept yet: \(finding.message)")
    }
    var post = try choosing(variant)
    post.state = .ready
    post.reason = ""
    return post
  }

  /// The text of a variant changed. A ready post whose chosen text changed waits to be kept again.
  package func afterEdit(of variant: Variant) -> Post {
    guard chosen == nil || chosen == variant.id else { return self }
    var post = showing(variant.judged)
    if chosen == variant.id, state == .ready {
      post.state = .draft
      post.reason = "The text changed after it was kept. Keep it again when it is right."
    }
    return post
  }

  /// The rules said something new about a text that is the same. What blocks it now takes back that it was kept.
  package func afterScore(of variant: Variant) -> Post {
    guard chosen == nil || chosen == variant.id else { return self }
    var post = showing(variant.judged)
    if state == .ready, post.blocked {
      post.state = .draft
      post.reason = "A rule stops this text now. See the findings."
    }
    return post
  }

  package func archiving() throws(Problem) -> Post {
    if state == .generating {
      throw Problem(.conflict, "This post is still being written. Cancel the writing first, or wait for it.")
    }
    var post = self
    post.state = .archived
    return post
  }

  package func restoring() throws(Problem) -> Post {
    guard state == .archived else { throw Problem(.conflict, "This post is not archived.") }
    var post = self
    post.state = .draft
    return post
  }

  private func showing(_ judged: JudgedText) -> Post {
    var post = self
    post.excerpt = Self.excerpt(of: judged.text)
    post.blocked = judged.findings.isBlocked
    return post
  }
}

import Foundation
import Kernel
package import Web

/// How a publication looks wherever it is listed.
package enum PublicationView {
  package static func stateBadge(_ state: PublicationState) -> HTML { badge(words(state), tone(state)) }

  static func words(_ state: PublicationState) -> String {
    switch state {
    case .planned: "Planned"
    case .intent, .sent: "Going out"
    case .published: "Published"
    case .partial: "Partly out"
    case .failed: "Failed"
    case .unknown: "Being checked"
    case .retryable: "Tried again soon"
    case .needsHuman: "Needs you"
    case .missed: "Missed"
    case .cancelled: "Cancelled"
    case .deleted: "Deleted"
    }
  }

  private static func tone(_ state: PublicationState) -> Tone {
    switch state {
    case .planned, .intent, .sent: .info
    case .published: .good
    case .unknown, .retryable: .warn
    case .partial, .failed, .needsHuman, .missed: .bad
    case .cancelled, .deleted: .neutral
    }
  }

  /// As it was planned, to the minute: the wall time in its own zone.
  package static func spoken(_ publication: Publication) -> String {
    "\(wall(publication)), \(publication.zone)"
  }

  private static func wall(_ publication: Publication) -> String {
    String(publication.wallTime.prefix(16).replacing("T", with: " at "))
  }

  /// The same in two lines.
  package static func planned(_ publication: Publication) -> HTML {
    HTML {
      timeElement(.dateTime(publication.scheduledAt.ISO8601Format())) {
        wall(publication)
      }
      div(.class("muted")) { publication.zone }
    }
  }

  package static func platform(_ id: String) -> String {
    ["x": "X", "linkedin": "LinkedIn", "mastodon": "Mastodon", "bluesky": "Bluesky"][id] ?? id.capitalized
  }

  package static func table(_ caption: String, _ rows: [Publication]) -> HTML {
    dataTable(caption, columns: ["When", "Platform", "State", "", ""], rows: rows) { publication in
      td { planned(publication) }
      td { platform(publication.platform) }
      td {
        stateBadge(publication.state)
        div(.class("muted")) { publication.sentence }
      }
      td { a(.href("/posts/\(publication.post)")) { "Post" } }
      td { a(.href("/publications/\(publication.id)")) { "Evidence" } }
    }
  }
}

package import Foundation
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

  package static func instant(_ date: Date) -> HTML {
    timeElement(.dateTime(date.ISO8601Format()), .data("local", "")) { date.ISO8601Format() }
  }

  /// As it was planned: the wall time in its own zone.
  package static func planned(_ publication: Publication) -> HTML {
    HTML {
      timeElement(.dateTime(publication.scheduledAt.ISO8601Format())) {
        publication.wallTime.replacing("T", with: " ")
      }
      div(.class("muted")) { publication.zone }
    }
  }

  package static func platform(_ id: String) -> String {
    ["x": "X", "linkedin": "LinkedIn", "mastodon": "Mastodon", "bluesky": "Bluesky"][id] ?? id.capitalized
  }
}

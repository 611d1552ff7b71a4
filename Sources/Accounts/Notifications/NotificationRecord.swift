package import Foundation
package import Kernel

/// One notice for one person, as it lies in their list.
package struct NotificationRecord: Sendable, Equatable {
  package enum MailState: String, Sendable {
    /// Not wanted by mail, or no mail server.
    case none
    case due, sent, failed
  }

  package var id: NotificationID
  package var user: UserID
  package var kind: String
  package var resource: String
  package var title: String
  package var detail: String
  package var createdAt: Date
  package var readAt: Date?
  package var mailState: MailState
}

/// What a person wants to hear of one kind of notice, and how.
package struct NotificationChoice: Sendable, Equatable {
  package var kind: String
  package var inApp: Bool
  package var mail: Bool

  package init(kind: String, inApp: Bool, mail: Bool) {
    self.kind = kind
    self.inApp = inApp
    self.mail = mail
  }

  /// Until a person chooses: everything in the app, and by mail what cannot wait.
  package static func standard(_ kind: String) -> NotificationChoice {
    NotificationChoice(kind: kind, inApp: true, mail: urgent.contains(kind))
  }

  private static let urgent: Set<String> = [
    "publish.failed", "publish.needs_human", "publish.missed", "connector.broken", "approval.requested",
  ]

  /// The kinds that the settings page lists, with their words.
  package static let known: [(kind: String, words: String)] = [
    ("publish.published", "A post went out"),
    ("publish.failed", "A post could not go out"),
    ("publish.needs_human", "A post needs a decision"),
    ("publish.missed", "A post missed its time"),
    ("connector.broken", "A connection to a platform broke"),
    ("approval.requested", "Somebody asks for a review"),
    ("generation.finished", "Drafts are ready"),
    ("voice.trained", "A voice was trained"),
    ("report.ready", "A report is ready"),
  ]
}

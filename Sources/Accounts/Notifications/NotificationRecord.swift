import Contracts
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
    NotificationChoice(kind: kind, inApp: true, mail: NoticeKind(rawValue: kind)?.isUrgent ?? false)
  }

  /// Every known kind, with what the person chose or the standard.
  static func all(_ chosen: [NotificationChoice]) -> [NotificationChoice] {
    known.map { known in chosen.first { $0.kind == known.kind } ?? .standard(known.kind) }
  }

  /// The kinds that the settings page lists, with their words.
  package static let known = NoticeKind.allCases.map { (kind: $0.rawValue, words: $0.words) }
}

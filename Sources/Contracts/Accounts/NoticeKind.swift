package import Kernel

/// What people are told about, and choose by kind whether to be told. Only what something sends is here.
package enum NoticeKind: String, Sendable, CaseIterable {
  case published = "publish.published"
  case failed = "publish.failed"
  case needsHuman = "publish.needs_human"
  case missed = "publish.missed"
  case restored = "publish.restored"
  case connectorBroken = "connector.broken"
  case generationFinished = "generation.finished"
  case voiceTrained = "voice.trained"
  case reportReady = "report.ready"
  case mentioned = "comment.mentioned"
  case answered = "comment.answered"

  /// As the settings page lists it.
  package var words: String {
    switch self {
    case .published: "A post went out"
    case .failed: "A post could not go out"
    case .needsHuman: "A post needs a decision"
    case .missed: "A post missed its time"
    case .restored: "Publishing waits after a restore"
    case .connectorBroken: "A connection to a platform broke"
    case .generationFinished: "Drafts are ready"
    case .voiceTrained: "A voice was trained"
    case .reportReady: "A report is ready"
    case .mentioned: "Somebody asks you in a comment"
    case .answered: "A thread you wrote in goes on"
    }
  }

  /// Cannot wait until somebody looks: goes by mail too until a person chooses otherwise.
  package var isUrgent: Bool {
    switch self {
    case .failed, .needsHuman, .missed, .restored, .connectorBroken: true
    case .published, .generationFinished, .voiceTrained, .reportReady, .mentioned, .answered: false
    }
  }
}

extension Notice.Audience {
  /// Whoever asked for it; for what a key or a schedule began, everybody who writes.
  package static func whoAsked(_ actor: Actor) -> Notice.Audience {
    if case .user(let user) = actor { .users([user]) } else { .roles(["owner", "admin", "editor"]) }
  }
}

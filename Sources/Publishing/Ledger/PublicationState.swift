/// Where a publication stands. The same list is a CHECK in the database; a test holds them together.
package enum PublicationState: String, Sendable, Codable, CaseIterable {
  /// Waits for its time.
  case planned
  /// Everything is decided and stored; no byte has left.
  case intent
  /// Bytes may have left, and whoever sent them still listens.
  case sent
  /// It is out, and we know where.
  case published
  /// Only the first parts of a thread are out.
  case partial
  /// It is not out, and trying again would not help.
  case failed
  /// It may be out: being found out by reading.
  case unknown
  /// It is provably not out and goes out again, with the same client token.
  case retryable
  /// It may be out and nothing can prove it: a person decides.
  case needsHuman = "needs_human"
  /// Its time passed while it could not go out.
  case missed
  case cancelled
  /// It was out and has been deleted.
  case deleted

  /// Who moves it on, and after how many seconds at the latest.
  package struct Duty: Sendable, Equatable {
    package enum Owner: String, Sendable { case schedule, publish, person, nobody }

    package var owner: Owner
    /// Seconds in the state after which something else happens; nil for states that may stand for ever.
    package var greatestAge: Int?
    /// Whether the sweep asks for the publish job again once its next look is overdue.
    package var isSwept: Bool { owner == .schedule || owner == .publish }
  }

  /// The sweep, the ledger's statements and its times read their states and ages here.
  package var duty: Duty {
    switch self {
    case .planned: Duty(owner: .schedule)
    // A worker that holds it longer is taken over.
    case .intent: Duty(owner: .publish, greatestAge: 60)
    // The end of send window, request and settle time, which differ by platform, asks for it earlier.
    case .sent: Duty(owner: .publish, greatestAge: 300)
    // Then a person is asked.
    case .unknown: Duty(owner: .publish, greatestAge: 86_400)
    // The greatest lateness that can be wished for; then it is missed.
    case .retryable: Duty(owner: .publish, greatestAge: 604_800)
    case .needsHuman, .partial: Duty(owner: .person)
    case .published, .failed, .missed, .cancelled, .deleted: Duty(owner: .nobody)
    }
  }

  /// What a worker moves on, as a list for SQL.
  static var sweptList: String {
    allCases.filter(\.duty.isSwept).map { "'\($0.rawValue)'" }.joined(separator: ", ")
  }

  /// Its words are decided and may be out or on their way: nobody edits the post any more.
  package var fixesText: Bool { [.intent, .sent, .published, .partial, .unknown, .needsHuman].contains(self) }

  /// Every way on. What is not here does not happen.
  package var next: Set<PublicationState> {
    switch self {
    case .planned: [.intent, .failed, .missed, .cancelled, .unknown, .published]
    case .intent: [.sent, .planned, .retryable, .failed, .missed, .cancelled, .unknown]
    case .sent: [.published, .partial, .failed, .unknown, .retryable]
    case .unknown: [.published, .partial, .failed, .retryable, .needsHuman]
    case .retryable: [.intent, .failed, .missed, .cancelled, .unknown, .published]
    case .needsHuman: [.published, .retryable, .planned, .cancelled]
    case .published: [.deleted]
    case .partial: [.deleted]
    case .failed, .missed: [.planned]
    case .cancelled, .deleted: []
    }
  }

  /// From `sent` on, nobody edits, moves or cancels it.
  package var canStillChange: Bool { [.planned, .intent, .retryable, .failed, .missed].contains(self) }

  /// What a person can do about it, for the page.
  package var nextStep: String {
    switch self {
    case .planned: "Goes out at its time."
    case .intent, .sent: "Is going out now."
    case .published: ""
    case .partial: "Look at the thread and decide whether to delete it."
    case .failed: "Read why, mend it, and schedule it again."
    case .unknown: "We are reading the account to find out. Nothing to do."
    case .retryable: "Is tried again by itself."
    case .needsHuman: "Look at the evidence and say whether it is out."
    case .missed: "Give it another time."
    case .cancelled: "Schedule the post again if you change your mind."
    case .deleted: ""
    }
  }
}

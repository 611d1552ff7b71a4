package import Database

extension Topic {
  /// A job became due.
  package static let jobs = Topic("jobs")
  /// A running job is to be cancelled.
  package static let cancellations = Topic("cancellations")
  /// An event was stored and waits for its position.
  package static let outbox = Topic("outbox")
  /// Events have got their positions.
  package static let events = Topic("events")
  /// An operation moved on or ended.
  package static let operations = Topic("operations")

  /// What somebody may do has changed, or a session or key has ended.
  package static let access = Topic("access")

  static let all: [Topic] = [.jobs, .cancellations, .outbox, .events, .operations, .access]
}

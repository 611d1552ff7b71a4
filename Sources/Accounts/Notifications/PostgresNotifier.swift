package import Contracts
package import Database
import Jobs
package import Kernel

/// Stores a notice for each person it concerns, in the transaction of what happened; mail goes out by a
/// job after the commit.
package struct PostgresNotifier: Notifier {
  private let time: TimeSource
  private let ids: IDSource
  private let canMail: Bool

  package init(time: TimeSource, ids: IDSource, canMail: Bool) {
    self.time = time
    self.ids = ids
    self.canMail = canMail
  }

  package func notify(_ notice: Notice, in tx: Transaction) async throws {
    for user in try await audience(of: notice, in: tx) {
      let chosen = try await tx.query(NotificationStatements.choices, user).first { $0.kind == notice.kind.rawValue }
      let choice = chosen ?? .standard(notice.kind.rawValue)
      let mails = choice.mail && canMail
      guard choice.inApp || mails else { continue }
      try await store(notice, for: user, shown: choice.inApp, mails: mails, in: tx)
    }
  }

  private func store(_ notice: Notice, for user: UserID, shown: Bool, mails: Bool, in tx: Transaction) async throws {
    let record = NotificationRecord(
      id: ids.new(), user: user, kind: notice.kind.rawValue, resource: notice.resource, title: notice.title,
      detail: notice.detail, createdAt: time.now(), readAt: nil, mailState: mails ? .due : .none)
    guard try await tx.first(NotificationStatements.insert, (record, shown, notice.dedupKey)) != nil, mails else {
      return
    }
    try await tx.enqueue(NotificationMailArgs(notification: record.id))
  }

  private func audience(of notice: Notice, in tx: Transaction) async throws -> [UserID] {
    switch notice.audience {
    case .users(let users): users
    case .roles(let roles): try await tx.query(MemberStatements.withRoles, (roles.sorted(), notice.brand))
    }
  }
}

package import Database
package import Jobs
package import Kernel

package struct NotificationMailArgs: JobArgs {
  package static let kind = "notification-mail"
  package static let version = 1
  package var notification: NotificationID
  package var uniqueKey: String? { notification.description }
}

/// Sends one notice by mail. Mail cannot be taken back or made exactly-once: a mail sent twice after a
/// crash is preferred to one never sent.
package struct NotificationMailJob: JobHandler {
  private let services: AccountServices
  private let db: Database

  /// - Parameter db: the worker role's.
  package init(services: AccountServices, db: Database) {
    self.services = services
    self.db = db
  }

  package func run(_ args: NotificationMailArgs, _ context: JobContext) async throws -> JobOutcome {
    guard let record = try await db.first(NotificationStatements.byID, args.notification, as: context.tenant),
      let person = try await db.first(PersonStatements.profile, record.user, as: context.tenant)
    else { return .cancel("the notice or its person is gone") }
    guard record.mailState == .due else { return .done }
    do {
      try await services.mailer.send(message(record, to: person))
    } catch let failure as SMTPConversation.Failure where failure.isPermanent {
      try await set(record.id, .failed, "refused with \(failure.code)", context)
      return .cancel("the mail server refused the mail (\(failure.code))")
    }
    try await set(record.id, .sent, nil, context)
    return .done
  }

  private func set(
    _ id: NotificationID, _ state: NotificationRecord.MailState, _ detail: String?, _ context: JobContext
  ) async throws {
    try await db.execute(NotificationStatements.setMailState, (id, state.rawValue, detail), as: context.tenant)
  }

  private func message(_ record: NotificationRecord, to person: Person) -> MailMessage {
    MailMessage(
      to: person.mail, subject: record.title,
      body: """
        \(record.title)
        \(record.detail.isEmpty ? "" : "\n\(record.detail)\n")
        Open it: \(services.baseURL)/go/\(record.resource)

        You choose what comes by mail under \(services.baseURL)/notifications/choices
        """)
  }
}

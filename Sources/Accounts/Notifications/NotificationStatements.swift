package import Database
import Foundation
import Kernel

package enum NotificationStatements: StatementList {
  private static let columns = "id, user_id, kind, resource, title, detail, created_at, read_at, mail_state"

  private static func record(_ row: inout RowReader) throws -> NotificationRecord {
    NotificationRecord(
      id: try row.id(), user: try row.id(), kind: try row.string(), resource: try row.string(),
      title: try row.string(), detail: try row.string(), createdAt: try row.date(), readAt: try row.optionalDate(),
      mailState: NotificationRecord.MailState(rawValue: try row.string()) ?? .none)
  }

  /// Returns the id when it is new; a repeated key for the same person stores nothing.
  static let insert = Statement<(record: NotificationRecord, shown: Bool, key: String?), NotificationID>.tenant(
    "notification.insert",
    """
    INSERT INTO notifications
      (org_id, id, user_id, kind, resource, title, detail, created_at, mail_state, shown, dedup_key)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    ON CONFLICT (org_id, user_id, dedup_key) DO NOTHING RETURNING id
    """
  ) { input, values in
    values.append(input.record.id)
    values.append(input.record.user)
    values.append(input.record.kind)
    values.append(input.record.resource)
    values.append(input.record.title)
    values.append(input.record.detail)
    values.append(input.record.createdAt)
    values.append(input.record.mailState.rawValue)
    values.append(input.shown)
    values.append(input.key)
  } row: {
    try $0.id()
  }

  static let byID = Statement<NotificationID, NotificationRecord>.tenant(
    "notification.by_id", "SELECT \(columns) FROM notifications WHERE org_id = $1 AND id = $2"
  ) {
    $1.append($0)
  } row: {
    try record(&$0)
  }

  static let page = Statement<(user: UserID, unreadOnly: Bool, before: NotificationID?, limit: Int), NotificationRecord>
    .tenant(
      "notification.page",
      """
      SELECT \(columns) FROM notifications
      WHERE org_id = $1 AND user_id = $2 AND shown AND (NOT $3::boolean OR read_at IS NULL)
        AND ($4::uuid IS NULL OR id < $4)
      ORDER BY id DESC LIMIT $5
      """, by: .app
    ) { input, values in
      values.append(input.user)
      values.append(input.unreadOnly)
      values.append(input.before)
      values.append(input.limit)
    } row: {
      try record(&$0)
    }

  static let unread = Statement<UserID, Int>.tenant(
    "notification.unread",
    "SELECT count(*) FROM notifications WHERE org_id = $1 AND user_id = $2 AND shown AND read_at IS NULL", by: .app
  ) {
    $1.append($0)
  } row: {
    try $0.int()
  }

  /// One, or all up to now when no id is given.
  static let markRead = Statement<(user: UserID, id: NotificationID?, at: Date), Void>.tenant(
    "notification.mark_read",
    """
    UPDATE notifications SET read_at = $4
    WHERE org_id = $1 AND user_id = $2 AND read_at IS NULL AND ($3::uuid IS NULL OR id = $3)
    """, by: .app
  ) { input, values in
    values.append(input.user)
    values.append(input.id)
    values.append(input.at)
  }

  static let setMailState = Statement<(id: NotificationID, state: String, detail: String?), Void>.tenant(
    "notification.set_mail_state",
    "UPDATE notifications SET mail_state = $3, mail_detail = $4 WHERE org_id = $1 AND id = $2"
  ) { input, values in
    values.append(input.id)
    values.append(input.state)
    values.append(input.detail)
  }

  static let choices = Statement<UserID, NotificationChoice>.tenant(
    "notification.choices",
    "SELECT kind, in_app, mail FROM notification_choices WHERE org_id = $1 AND user_id = $2 ORDER BY kind"
  ) {
    $1.append($0)
  } row: {
    NotificationChoice(kind: try $0.string(), inApp: try $0.bool(), mail: try $0.bool())
  }

  static let choose = Statement<(user: UserID, choice: NotificationChoice), Void>.tenant(
    "notification.choose",
    """
    INSERT INTO notification_choices (org_id, user_id, kind, in_app, mail) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (org_id, user_id, kind) DO UPDATE SET in_app = excluded.in_app, mail = excluded.mail
    """, by: .app
  ) { input, values in
    values.append(input.user)
    values.append(input.choice.kind)
    values.append(input.choice.inApp)
    values.append(input.choice.mail)
  }

  package static let all = AnyStatement.list(
    insert, byID, page, unread, markRead, setMailState, choices, choose)
}

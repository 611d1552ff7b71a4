import Database
import Foundation
import Kernel
package import Web

struct NotificationModel: APIModel {
  var id: NotificationID
  var kind: String
  var resource: String
  var title: String
  var detail: String
  var createdAt: Date
  var readAt: Date?

  static let schema = Schema.object(
    "Notification",
    .required("id", .id(NotificationID.self)),
    .required("kind", .verbatim(1...80)),
    .required("resource", .verbatim(1...80)),
    .required("title", .verbatim(1...1000)),
    .required("detail", .verbatim(0...5000)),
    .required("created_at", .instant),
    .optional("read_at", .instant))

  init(_ record: NotificationRecord) {
    id = record.id
    kind = record.kind
    resource = record.resource
    title = record.title
    detail = record.detail
    createdAt = record.createdAt
    readAt = record.readAt
  }
}

struct ReadBody: APIModel {
  var id: NotificationID?

  static let schema = Schema.object(
    "MarkRead", .optional("id", .id(NotificationID.self), "One of them; all of mine when absent."))
}

struct ChoiceModel: APIModel {
  var kind: String
  var inApp: Bool
  var mail: Bool

  static let schema = Schema.object(
    "NotificationChoice",
    .required("kind", .choice(NotificationChoice.known.map(\.kind))),
    .required("in_app", .boolean),
    .required("mail", .boolean))
}

struct ChoicesModel: APIModel {
  var choices: [ChoiceModel]

  static let schema = Schema.object("NotificationChoices", .required("choices", .list(ChoiceModel.schema, 0...50)))

  init(_ chosen: [NotificationChoice]) {
    choices = chosen.map { ChoiceModel(kind: $0.kind, inApp: $0.inApp, mail: $0.mail) }
  }
}

/// `/v1/notifications`.
package struct NotificationRoutes: Sendable {
  private let services: AccountServices

  package init(services: AccountServices) { self.services = services }

  package var routes: [Route] { [list, markRead, choices, choose] }

  private var list: Route {
    .get(
      "/v1/notifications", .signedIn, "List my notifications", tag: "Notifications",
      reply: List<NotificationModel>.self,
      query: [QueryParameter("unread", .boolean, "Only those that are not read yet.")], options: [.paged]
    ) { context in
      let before = context.paging.after?.values.first.flatMap { NotificationID($0) }
      let rows = try await services.db.query(
        NotificationStatements.page,
        (try context.principal.user, context.parameters.bool("unread") ?? false, before, context.paging.limit + 1),
        as: try services.tenant(of: context))
      return try context.list(
        Page.cut(rows, limit: context.paging.limit, list: "notifications") { [$0.id.description] }
          .map { NotificationModel($0) })
    }
  }

  private var markRead: Route {
    .post(
      "/v1/notifications/read", .signedIn, "Mark one or all of my notifications as read", tag: "Notifications",
      body: ReadBody.self, reply: NoReply.self
    ) { context, body in
      try await context.perform { tx in
        try await tx.execute(
          NotificationStatements.markRead, (try context.principal.user, body.id, services.time.now()))
        return NoReply()
      }
    }
  }

  private var choices: Route {
    .get(
      "/v1/notifications/choices", .signedIn, "What I am told of, and how", tag: "Notifications",
      reply: ChoicesModel.self
    ) { context in
      ChoicesModel(
        try await services.choices(of: try context.principal.user, as: try services.tenant(of: context)))
    }
  }

  private var choose: Route {
    .put(
      "/v1/notifications/choices", .signedIn, "Choose what I am told of, and how", tag: "Notifications",
      body: ChoicesModel.self, reply: ChoicesModel.self
    ) { context, body in
      let user = try context.principal.user
      let choices = body.choices.map { NotificationChoice(kind: $0.kind, inApp: $0.inApp, mail: $0.mail) }
      return try await context.perform { tx in
        try await services.choose(choices, for: user, in: tx)
        return ChoicesModel(NotificationChoice.all(try await tx.query(NotificationStatements.choices, user)))
      }
    }
  }
}

extension AccountServices {
  /// The caller's tenant for what belongs to the caller in any brand.
  func tenant(of context: EndpointContext) throws -> TenantContext {
    let caller = try context.principal
    return TenantContext(
      org: caller.org, brands: .all, actor: caller.actor, requestID: context.request.id,
      traceparent: context.request.traceparent)
  }

  /// Every known kind with the person's choice or the standard.
  func choices(of user: UserID, as tenant: TenantContext) async throws -> [NotificationChoice] {
    NotificationChoice.all(try await db.query(NotificationStatements.choices, user, as: tenant))
  }

  func choose(_ choices: [NotificationChoice], for user: UserID, as tenant: TenantContext) async throws {
    try await db.transaction(as: tenant) { try await choose(choices, for: user, in: $0) }
  }

  func choose(_ choices: [NotificationChoice], for user: UserID, in tx: Transaction) async throws {
    for choice in choices { try await tx.execute(NotificationStatements.choose, (user, choice)) }
  }
}

import Database
import Foundation
import HTTPTypes
package import Kernel
import Platforms
package import Web

package enum PublicationRoutes {
  package static func all(_ publishing: Publishing) -> [Route] {
    [
      schedule(publishing), publish(publishing), list(publishing), show(publishing), reschedule(publishing),
      cancel(publishing), decide(publishing), delete(publishing),
    ]
  }

  private static let tag = "Publications"

  private static func schedule(_ publishing: Publishing) -> Route {
    .post(
      "/v1/posts/{post_id}/schedule", "posts:schedule", "Schedule a post on an account", tag: tag,
      body: ScheduleBody.self,
      reply: PublicationReply.self, status: .created, errors: [.conflict, .stale]
    ) { context, body in
      let wish = ScheduleWish(
        post: try context.id("post_id"), connector: body.connectorID, when: .wall(body.at, zone: body.zone),
        lateSeconds: body.lateSeconds, seenHash: body.seenHash)
      return try await context.perform { PublicationReply(try await publishing.schedule(wish, in: $0)) }
    }
  }

  private static func publish(_ publishing: Publishing) -> Route {
    .post(
      "/v1/posts/{post_id}/publish", "posts:publish", "Publish a post now", tag: tag, body: PublishBody.self,
      reply: PublicationReply.self, status: .accepted, errors: [.conflict, .stale]
    ) { context, body in
      let wish = ScheduleWish(
        post: try context.id("post_id"), connector: body.connectorID, when: .now, seenHash: body.seenHash)
      return try await context.perform { PublicationReply(try await publishing.schedule(wish, in: $0)) }
    }
  }

  private static func list(_ publishing: Publishing) -> Route {
    .get(
      "/v1/publications", "publications:read", "List publications by their time, newest first", tag: tag,
      reply: List<PublicationReply>.self,
      query: [
        QueryParameter("brand_id", .id(BrandID.self), "Only this brand's."),
        QueryParameter("connector_id", .id(ConnectorID.self), "Only on this account."),
        QueryParameter("post_id", .id(PostID.self), "Only of this post."),
        QueryParameter("state", .choice(of: PublicationState.self), "Only in these states.", list: true),
        QueryParameter("from", .instant, "Scheduled at or after."),
        QueryParameter("to", .instant, "Scheduled before."),
      ], options: [.paged]
    ) { context in
      let rows = try await publishing.publications(
        filter(context), after: try position(context.paging.after), limit: context.paging.limit + 1, as: context.tenant)
      let page = Cursors.page("publications", rows, context.paging.limit) {
        [Timestamp.format($0.scheduledAt), $0.id.description]
      }
      return try context.list(page.map(PublicationReply.init))
    }
  }

  private static func filter(_ context: EndpointContext) -> PublicationFilter {
    let parameters = context.parameters
    return PublicationFilter(
      brand: parameters.queryID("brand_id"), connector: parameters.queryID("connector_id"),
      post: parameters.queryID("post_id"), states: parameters.strings("state").compactMap(PublicationState.init),
      from: parameters.string("from").flatMap(Timestamp.parse), to: parameters.string("to").flatMap(Timestamp.parse))
  }

  private static func position(_ cursor: Cursor?) throws -> (Date, PublicationID)? {
    guard let cursor else { return nil }
    guard let id: PublicationID = try Cursors.id("publications", cursor),
      let date = cursor.values.first.flatMap(Timestamp.parse)
    else { throw Cursors.wrongList }
    return (date, id)
  }

  private static func show(_ publishing: Publishing) -> Route {
    .get(
      "/v1/publications/{publication_id}", "publications:read", "Show a publication with its evidence", tag: tag,
      reply: PublicationDetail.self
    ) { context in try await publishing.detail(context.id("publication_id"), as: context.tenant) }
  }

  private static func reschedule(_ publishing: Publishing) -> Route {
    .post(
      "/v1/publications/{publication_id}/reschedule", "posts:schedule", "Give a publication another time", tag: tag,
      body: RescheduleBody.self, reply: PublicationReply.self, errors: [.conflict], options: [.ifMatch]
    ) { context, body in
      let wish = RescheduleWish(
        publication: try context.id("publication_id"), when: .wall(body.at, zone: body.zone),
        lateSeconds: body.lateSeconds, seenHash: body.seenHash, expected: context.expectedVersion)
      return try await context.perform { PublicationReply(try await publishing.reschedule(wish, in: $0)) }
    }
  }

  private static func cancel(_ publishing: Publishing) -> Route {
    .post(
      "/v1/publications/{publication_id}/cancel", "posts:schedule", "Take a publication back", tag: tag,
      body: NoBody.self, reply: PublicationReply.self, errors: [.conflict]
    ) { context, _ in
      let id: PublicationID = try context.id("publication_id")
      return try await context.perform {
        PublicationReply(try await publishing.cancel(id, expected: context.expectedVersion, in: $0))
      }
    }
  }

  private static func decide(_ publishing: Publishing) -> Route {
    .post(
      "/v1/publications/{publication_id}/decide", "publications:decide", "Say whether an unproven post is out",
      tag: tag,
      body: DecideBody.self, reply: PublicationReply.self, errors: [.conflict, .unavailable]
    ) { context, body in
      let id: PublicationID = try context.id("publication_id")
      let checked = try await publishing.checked(try word(body), about: id, as: context.tenant)
      return try await context.perform { PublicationReply(try await publishing.decide(id, checked, in: $0)) }
    }
  }

  private static func word(_ body: DecideBody) throws -> PersonsWord {
    switch body.decision {
    case .notOut: return .notOut
    case .leave: return .leave
    case .out:
      guard let url = body.url else { throw Problem.invalid("/url", "Paste the address of the post.") }
      return .out(url)
    }
  }

  private static func delete(_ publishing: Publishing) -> Route {
    .post(
      "/v1/publications/{publication_id}/delete", "publications:delete", "Delete a published post on its platform",
      tag: tag,
      body: NoBody.self, reply: PublicationReply.self, errors: [.conflict, .unavailable]
    ) { context, _ in
      let id: PublicationID = try context.id("publication_id")
      try await publishing.deleteOnPlatform(id, as: context.tenant)
      return try await context.perform { PublicationReply(try await publishing.deleted(id, in: $0)) }
    }
  }
}

extension Publishing {
  package func publication(_ id: PublicationID, as tenant: TenantContext) async throws -> Publication {
    guard let found = try await database.first(LedgerStatements.byID, id, as: tenant) else {
      throw Problem.notFound("publication")
    }
    return found
  }

  package func attempts(_ id: PublicationID, as tenant: TenantContext) async throws -> [PublishAttempt] {
    try await database.query(LedgerStatements.attempts, id, as: tenant)
  }

  package func detail(_ id: PublicationID, as tenant: TenantContext) async throws -> PublicationDetail {
    PublicationDetail(try await publication(id, as: tenant), try await attempts(id, as: tenant))
  }
}

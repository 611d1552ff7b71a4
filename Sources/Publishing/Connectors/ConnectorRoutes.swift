import Database
import HTTPTypes
import Kernel
import Platforms
package import Web

package enum ConnectorRoutes {
  package static func all(_ publishing: Publishing) -> [Route] {
    [
      connect(publishing), list(publishing), status(publishing), enable(publishing), disable(publishing),
      remove(publishing), stopConnector(publishing), resumeConnector(publishing), previewConnector(publishing),
      stopBrand(publishing), resumeBrand(publishing), previewBrand(publishing), stopOrg(publishing),
      resumeOrg(publishing), previewOrg(publishing),
    ]
  }

  private static let tag = "Connectors"

  private static func connect(_ publishing: Publishing) -> Route {
    .post(
      "/v1/connectors", "connectors:connect", "Connect or reconnect an account", tag: tag, body: ConnectBody.self,
      reply: ConnectorReply.self, status: .created, errors: [.conflict],
      options: [.channel(.named("connect"))]
    ) { context, body in
      let wish = ConnectWish(brand: body.brandID, platform: body.platform, grant: try grant(body))
      let connection = try await publishing.connection(wish, as: context.tenant)
      return try await context.perform { ConnectorReply(try await publishing.store(connection, in: $0)) }
    }
  }

  private static func grant(_ body: ConnectBody) throws -> ConnectionGrant {
    let typed = body.server ?? (body.platform == "bluesky" ? "https://bsky.social" : "")
    guard let server = serverBaseURL(typed) else {
      throw Problem.invalid("/server", "Write the server's address alone, such as mastodon.example.")
    }
    guard body.platform == "bluesky" else { return .accessToken(baseURL: server, token: Redacted(body.secret)) }
    guard let identifier = body.identifier else {
      throw Problem.invalid("/identifier", "Write the handle of the account.")
    }
    let bare = identifier.hasPrefix("@") ? String(identifier.dropFirst()) : identifier
    return .appPassword(baseURL: server, identifier: bare, password: Redacted(body.secret))
  }

  private static func list(_ publishing: Publishing) -> Route {
    .get(
      "/v1/connectors", "connectors:read", "List connected accounts", tag: tag, reply: List<ConnectorReply>.self,
      query: [
        QueryParameter("brand_id", .id(BrandID.self), "Only this brand's."),
        QueryParameter("platform", .slug(1...32), "Only on this platform."),
      ], options: [.paged]
    ) { context in
      let input = ConnectorStatements.PageInput(
        brand: context.parameters.queryID("brand_id"), platform: context.parameters.string("platform"),
        after: try Cursors.id("connectors", context.paging.after), limit: context.paging.limit + 1)
      let rows = try await publishing.database.query(ConnectorStatements.page, input, as: context.tenant)
      let page = Cursors.page("connectors", rows, context.paging.limit) { [$0.id.description] }
      return try context.list(page.map(ConnectorReply.init))
    }
  }

  private static func status(_ publishing: Publishing) -> Route {
    .get(
      "/v1/connectors/{connector_id}/status", "connectors:read", "Ask the platform about an account now", tag: tag,
      reply: ConnectorReply.self, errors: [.unavailable], options: [.channel(.parameter("connector_id"))]
    ) { context in ConnectorReply(try await publishing.check(context.id("connector_id"), as: context.tenant)) }
  }

  private static func enable(_ publishing: Publishing) -> Route {
    .post(
      "/v1/connectors/{connector_id}/enable", "connectors:update", "Switch an account on", tag: tag, body: NoBody.self,
      reply: ConnectorReply.self
    ) { context, _ in
      try await context.perform {
        ConnectorReply(try await publishing.setEnabled(context.id("connector_id"), true, in: $0))
      }
    }
  }

  private static func disable(_ publishing: Publishing) -> Route {
    .post(
      "/v1/connectors/{connector_id}/disable", "connectors:update", "Switch an account off", tag: tag,
      body: NoBody.self,
      reply: ConnectorReply.self
    ) { context, _ in
      try await context.perform {
        ConnectorReply(try await publishing.setEnabled(context.id("connector_id"), false, in: $0))
      }
    }
  }

  private static func remove(_ publishing: Publishing) -> Route {
    .delete("/v1/connectors/{connector_id}", "connectors:delete", "Forget an account's access", tag: tag) { context in
      let removal = try await publishing.removal(of: context.id("connector_id"), as: context.tenant)
      try await context.perform { try await publishing.remove(removal, in: $0) }
    }
  }

  // MARK: stop everything

  private static func stopConnector(_ publishing: Publishing) -> Route {
    stop("/v1/connectors/{connector_id}/stop", publishing, connectorScope(publishing))
  }

  private static func resumeConnector(_ publishing: Publishing) -> Route {
    resume("/v1/connectors/{connector_id}/resume", publishing, connectorScope(publishing))
  }

  private static func previewConnector(_ publishing: Publishing) -> Route {
    preview("/v1/connectors/{connector_id}/stop", publishing, connectorScope(publishing))
  }

  private static func stopBrand(_ publishing: Publishing) -> Route {
    stop("/v1/brands/{brand_id}/publishing/stop", publishing, brandScope(publishing))
  }

  private static func resumeBrand(_ publishing: Publishing) -> Route {
    resume("/v1/brands/{brand_id}/publishing/resume", publishing, brandScope(publishing))
  }

  private static func previewBrand(_ publishing: Publishing) -> Route {
    preview("/v1/brands/{brand_id}/publishing/stop", publishing, brandScope(publishing))
  }

  private static func stopOrg(_ publishing: Publishing) -> Route {
    stop("/v1/publishing/stop", publishing) { _ in .org }
  }
  private static func resumeOrg(_ publishing: Publishing) -> Route {
    resume("/v1/publishing/resume", publishing) { _ in .org }
  }
  private static func previewOrg(_ publishing: Publishing) -> Route {
    preview("/v1/publishing/stop", publishing) { _ in .org }
  }

  private typealias Scope = @Sendable (EndpointContext) async throws -> StopScope

  private static func connectorScope(_ publishing: Publishing) -> Scope {
    { context in
      let connector = try await publishing.connector(context.id("connector_id"), as: context.tenant)
      return .connector(connector.brand, connector.id)
    }
  }

  private static func brandScope(_ publishing: Publishing) -> Scope {
    { context in
      let brand: BrandID = try context.id("brand_id")
      guard try await publishing.database.first(LedgerStatements.brandMode, brand, as: context.tenant) != nil else {
        throw Problem.notFound("brand")
      }
      return .brand(brand)
    }
  }

  private static func stop(_ path: String, _ publishing: Publishing, _ scope: @escaping Scope) -> Route {
    .post(
      path, "publishing:stop", "Stop everything", tag: "Publishing", body: NoBody.self, reply: StopReply.self,
      errors: [.conflict]
    ) { context, _ in
      let scope = try await scope(context)
      return try await context.perform { tx in
        let report = try await publishing.stop(scope, in: tx)
        return StopReply(scope: scope.name, onTheirWay: report.onTheirWay.map(PublicationReply.init))
      }
    }
  }

  private static func resume(_ path: String, _ publishing: Publishing, _ scope: @escaping Scope) -> Route {
    .post(
      path, "publishing:resume", "Let publishing go on", tag: "Publishing", body: NoBody.self, reply: StopState.self,
      errors: [.conflict]
    ) { context, _ in
      let scope = try await scope(context)
      return try await context.perform { tx in
        try await publishing.resume(scope, in: tx)
        return StopState(try await publishing.previewResume(scope, in: tx))
      }
    }
  }

  private static func preview(_ path: String, _ publishing: Publishing, _ scope: @escaping Scope) -> Route {
    .get(
      path, "publications:read", "Show stops in force and what resuming would send", tag: "Publishing",
      reply: StopState.self
    ) { context in StopState(try await publishing.previewResume(try await scope(context), as: context.tenant)) }
  }
}

/// Keyset cursors of this module's lists.
enum Cursors {
  static func id<Kind: EntityKind>(_ list: String, _ cursor: Cursor?) throws -> ID<Kind>? {
    guard let cursor else { return nil }
    guard cursor.list == list, let id = cursor.values.last.flatMap({ ID<Kind>($0) }) else { throw wrongList }
    return id
  }

  static var wrongList: Problem {
    Problem.invalid("query/cursor", "This cursor belongs to another list. Start without one.")
  }

  /// One row more than asked for was read, to know whether there is a next page.
  static func page<Item>(_ list: String, _ rows: [Item], _ limit: Int, _ values: (Item) -> [String]) -> Page<Item> {
    let items = Array(rows.prefix(limit))
    let next = rows.count > limit ? items.last.map { Cursor(list: list, values: values($0)) } : nil
    return Page(items: items, next: next)
  }
}

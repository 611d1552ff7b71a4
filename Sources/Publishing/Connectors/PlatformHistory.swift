package import Contracts
package import Database
import Foundation
package import Kernel
import Platforms

/// Reads what accounts have said through the connections that Publishing holds.
package struct PlatformHistory: AccountHistory {
  private static let mostPages = 25

  private let parts: PublishingParts
  private let database: Database

  package init(_ parts: PublishingParts, _ database: Database) {
    self.parts = parts
    self.database = database
  }

  package func accounts(of brand: BrandID, as tenant: TenantContext) async throws -> [HistoryAccount] {
    let input = ConnectorStatements.PageInput(brand: brand, limit: 50)
    return try await database.query(ConnectorStatements.page, input, as: tenant)
      .filter { $0.state == .connected && parts.reaches($0) }
      .map { HistoryAccount(id: $0.id, platform: $0.platform, handle: $0.account.handle) }
  }

  package func posts(
    of account: ConnectorID, brand: BrandID, most: Int, as tenant: TenantContext
  ) async throws -> [String] {
    var open = try await parts.freshSession(account, database, as: tenant)
    guard open.connector.brand == brand else { throw Problem.notFound("connector") }
    try parts.demandReach(open.connector)
    let client = try parts.client(open.connector.platform)
    var texts: [String] = []
    var next: String?
    // A server whose pages lead in a circle, or hold nothing, must not be asked for ever.
    for _ in 0..<Self.mostPages {
      let page = try await read(next, client, &open, as: tenant)
      texts += page.texts
      next = page.next
      guard next != nil, texts.count < most else { break }
    }
    return Array(texts.prefix(most))
  }

  /// An access that ran out on the way is renewed once.
  private func read(
    _ page: String?, _ client: any PlatformClient, _ open: inout OpenSession, as tenant: TenantContext
  ) async throws -> OwnPosts {
    do { return try await client.ownPosts(page, open.session) } catch {
      guard error.token == .refresh else { throw try await learned(error, open.connector, as: tenant) }
      open = try await parts.refreshed(open, database, as: tenant)
      do { return try await client.ownPosts(page, open.session) } catch {
        throw try await learned(error, open.connector, as: tenant)
      }
    }
  }

  private func learned(
    _ failure: PublishFailure, _ connector: Connector, as tenant: TenantContext
  ) async throws -> Problem {
    _ = try await parts.learn(failure, connector, database, as: tenant)
    return Publishing.problem(of: failure, now: parts.time.now())
  }
}

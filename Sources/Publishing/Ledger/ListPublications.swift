import Database
package import Foundation
package import Kernel

/// Which publications a list shows.
package struct PublicationFilter: Sendable, Equatable {
  package var brand: BrandID?
  package var connector: ConnectorID?
  package var post: PostID?
  /// Empty for all.
  package var states: [PublicationState]
  package var from: Date?
  package var to: Date?

  package init(
    brand: BrandID? = nil, connector: ConnectorID? = nil, post: PostID? = nil, states: [PublicationState] = [],
    from: Date? = nil, to: Date? = nil
  ) {
    self.brand = brand
    self.connector = connector
    self.post = post
    self.states = states
    self.from = from
    self.to = to
  }
}

extension Publishing {
  /// By their time, newest first; `after` is the last of the page before.
  package func publications(
    _ filter: PublicationFilter, after: (Date, PublicationID)? = nil, limit: Int, as tenant: TenantContext
  ) async throws -> [Publication] {
    let input = LedgerStatements.PageInput(
      brand: filter.brand, connector: filter.connector, post: filter.post, states: filter.states.map(\.rawValue),
      from: filter.from, to: filter.to, after: after, limit: limit)
    return try await database.query(LedgerStatements.page, input, as: tenant)
  }
}

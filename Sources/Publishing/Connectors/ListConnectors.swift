import Database
package import Kernel

extension Publishing {
  /// The accounts of a brand that were not removed, 100 at most; of every brand in sight when nil.
  package func connectors(of brand: BrandID?, as tenant: TenantContext) async throws -> [Connector] {
    let input = ConnectorStatements.PageInput(brand: brand, platform: nil, after: nil, limit: 100)
    return try await database.query(ConnectorStatements.page, input, as: tenant).filter { $0.state != .removed }
  }
}

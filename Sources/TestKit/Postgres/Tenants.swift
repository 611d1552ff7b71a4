import Database
import Foundation
package import Kernel

extension TestDatabase {
  /// A new org, and a tenant that acts for it with all brands.
  package func makeTenant(_ brands: BrandScope = .all) async throws -> TenantContext {
    let org = IDSource.system.new(OrgID.self)
    try await asSuperuser { connection in
      _ = try await connection.rows("INSERT INTO orgs (id) VALUES ($1)", [org.uuid.uuidString])
    }
    return TenantContext(org: org, brands: brands, actor: .system("test"))
  }
}

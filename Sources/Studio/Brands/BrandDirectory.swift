import Database
package import Kernel
import Web

/// The brands that a caller may see, for menus and the pages that cross capabilities.
package struct BrandDirectory: Sendable {
  private let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  /// Active ones, the newest first, 100 at most.
  package func active(as tenant: TenantContext) async throws -> [Brand] {
    try await parts.database.query(
      BrandStatements.page, Keyset("brands", false, Paging(limit: 100)), as: tenant)
  }

  /// The one in use; nil while none is trained.
  package func voice(of brand: BrandID, as tenant: TenantContext) async throws -> VoiceModel? {
    try await parts.database.first(VoiceStatements.active, brand, as: tenant)
  }
}

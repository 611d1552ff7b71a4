import Database
package import Kernel
import Web

/// The posts that a caller may see, for the pages that cross capabilities.
package struct PostDirectory: Sendable {
  private let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  /// By platform and language.
  package func ofBrief(_ brief: BriefID, as tenant: TenantContext) async throws -> [Post] {
    try await parts.database.query(PostStatements.ofBrief, brief, as: tenant)
  }

  /// The newest first.
  package func newest(_ filter: PostFilter, limit: Int, as tenant: TenantContext) async throws -> [Post] {
    try await parts.posts(try Keyset("posts", filter, Paging(limit: limit)), as: tenant).items
  }

  /// Those of the ids that are there, 100 at most.
  package func posts(_ ids: Set<PostID>, as tenant: TenantContext) async throws -> [PostID: Post] {
    let found = try await parts.database.query(PostStatements.byIDs, Array(ids.prefix(100)), as: tenant)
    return Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }
}

import Kernel
import Publishing
import Studio

/// What the home page shows, read for one caller.
struct HomeFacts: Sendable {
  var brands: [Brand]
  /// Of the current brand.
  var steps: NextSteps?
  /// No model is connected.
  var isComposing: Bool
  var needsPerson: [Publication]
  var due: [Publication]
  var out: [Publication]
  /// Written and not kept yet.
  var drafts: [Post]
  /// The posts of the publications.
  var posts: [PostID: Post]

  /// `limit` entries of each list.
  static func read(
    _ brands: [Brand], current: BrandID?, _ studio: StudioParts, _ publishing: Publishing, limit: Int,
    as tenant: TenantContext
  ) async throws -> HomeFacts {
    func list(_ states: [PublicationState], _ count: Int = limit) async throws -> [Publication] {
      try await publishing.publications(PublicationFilter(states: states), limit: count, as: tenant)
    }
    let posts = PostDirectory(studio)
    let needsPerson = try await list([.needsHuman, .failed, .missed, .partial])
    let due = try await list([.planned, .intent, .sent, .unknown, .retryable], 50).suffix(limit).reversed()
    let out = try await list([.published])
    let drafts = try await posts.newest(PostFilter(state: .draft), limit: limit, as: tenant)
    let shown = Set((needsPerson + due + out).map(\.post))
    return HomeFacts(
      brands: brands, steps: try await steps(brands.first { $0.id == current }, studio, publishing, tenant),
      isComposing: try await !studio.hasModel(for: .write, as: tenant), needsPerson: needsPerson, due: Array(due),
      out: out, drafts: drafts,
      posts: try await posts.posts(shown, as: tenant))
  }

  private static func steps(
    _ brand: Brand?, _ studio: StudioParts, _ publishing: Publishing, _ tenant: TenantContext
  ) async throws -> NextSteps? {
    guard let brand else { return nil }
    return NextSteps(
      brand: brand,
      hasVoice: try await BrandDirectory(studio).voice(of: brand.id, as: tenant) != nil,
      hasAccount: try await !publishing.connectors(of: brand.id, as: tenant).isEmpty,
      hasPosts: try await !PostDirectory(studio).newest(PostFilter(brand: brand.id), limit: 1, as: tenant).isEmpty,
      hasSchedule: try await !publishing.publications(
        PublicationFilter(brand: brand.id), limit: 1, as: tenant
      ).isEmpty)
  }
}

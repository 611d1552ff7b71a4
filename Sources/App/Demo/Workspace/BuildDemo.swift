import Foundation
import Jobs
import Kernel
import Platforms
import Publishing
import Studio

/// Fills a demo org by the acts that people and the API use: brands, voices, briefs, posts, accounts of the sandbox, a
/// post that is out and one that is due. Needs a running worker.
struct BuildDemo: Sendable {
  let studio: StudioParts
  let publishing: Publishing
  /// What opens a fresh account of the sandbox, named after the brand.
  let rehearsalAccount: ConnectionPages.RehearsalAccount
  /// Reads the platforms' numbers now instead of at the next minute.
  let readMetrics: @Sendable (TenantContext) async throws -> Void
  let time: TimeSource

  /// What the printed lines work with, but for the key.
  typealias Trial = (brief: BriefID, post: PostID, connector: ConnectorID)

  /// Both brands side by side. The first is made last, because people begin with the newest.
  func run(as tenant: TenantContext) async throws -> Trial {
    var brands: [(shipped: DemoBrand, brand: Brand)] = []
    for shipped in try DemoBrand.shipped().reversed() {
      brands.append((shipped, try await CreateBrand(studio).run(shipped.profile, as: tenant)))
    }
    let trial = try await withThrowingTaskGroup(of: Trial?.self) { tasks in
      for (shipped, brand) in brands {
        tasks.addTask { try await fill(brand, shipped, first: shipped.trial == nil ? "bluesky" : "mastodon", tenant) }
      }
      return try await tasks.reduce(nil as Trial?) { $0 ?? $1 }
    }
    try await readMetrics(tenant)
    guard let trial else { throw Problem(.internal, "The demo's trial brief is missing beside the program.") }
    return trial
  }

  private func fill(
    _ brand: Brand, _ shipped: DemoBrand, first: String, _ tenant: TenantContext
  ) async throws -> Trial? {
    async let accounts = connect(brand, tenant)
    let training = try await TrainVoice(studio).run(shipped.examples, source: "demo", brand: brand.id, as: tenant)
    try await finish(training, "The voice of \(shipped.profile.name)", tenant)
    let brief = try await CreateBrief(studio).run(inWritableLanguages(shipped.brief), brand: brand.id, as: tenant)
    try await write(brief.id, variants: 3, tenant)
    let connectors = try await accounts
    try await send(brief.id, connectors, first: first, zone: shipped.profile.zone, tenant)
    guard let content = shipped.trial, let connector = connectors["mastodon"] else { return nil }
    return try await trial(content, brand.id, connector, tenant)
  }

  /// The post is written once already, so that its id is known to the lines.
  private func trial(
    _ content: BriefContent, _ brand: BrandID, _ connector: ConnectorID, _ tenant: TenantContext
  ) async throws -> Trial {
    let brief = try await CreateBrief(studio).run(content, brand: brand, as: tenant)
    try await write(brief.id, variants: 1, tenant)
    guard let post = try await PostDirectory(studio).ofBrief(brief.id, as: tenant).first else {
      throw Problem(.internal, "The demo's trial post was not written.")
    }
    return (brief.id, post.id, connector)
  }

  /// The composer writes English; other languages need a model.
  private func inWritableLanguages(_ brief: BriefContent) -> BriefContent {
    guard studio.writing == nil else { return brief }
    var brief = brief
    brief.languages = ["en"]
    return brief
  }

  // MARK: Steps

  private func connect(_ brand: Brand, _ tenant: TenantContext) async throws -> [String: ConnectorID] {
    var connectors: [String: ConnectorID] = [:]
    for platform in ["mastodon", "bluesky"] {
      let grant = try await rehearsalAccount(platform, brand.profile.name)
      connectors[platform] = try await publishing.connect(
        ConnectWish(brand: brand.id, platform: platform, grant: grant), as: tenant
      ).id
    }
    return connectors
  }

  /// The same texts on every machine that has the same writer.
  private func write(_ brief: BriefID, variants: Int, _ tenant: TenantContext) async throws {
    let begun = try await GeneratePosts(studio).run(brief, variants: variants, seed: 2027, as: tenant)
    try await finish(begun.operation, "Writing the posts", tenant)
  }

  /// One post goes out now, its neighbour tomorrow at nine. The others wait for a person.
  private func send(
    _ brief: BriefID, _ connectors: [String: ConnectorID], first: String, zone: String, _ tenant: TenantContext
  ) async throws {
    let tomorrow = studio.zones.day(time.now().addingTimeInterval(86_400), zone)
    for post in try await PostDirectory(studio).ofBrief(brief, as: tenant) where post.language == "en" {
      guard let connector = connectors[post.platform] else { continue }
      _ = try await ChangePost(studio).run(.keep(nil), on: post.id, as: tenant)
      let when: ScheduleWish.When = post.platform == first ? .now : .wall(tomorrow + "T09:00", zone: zone)
      let planned = try await publishing.schedule(
        ScheduleWish(post: post.id, connector: connector, when: when), as: tenant)
      if post.platform == first { try await out(planned, tenant) }
    }
  }

  private func out(_ publication: Publication, _ tenant: TenantContext) async throws {
    try await until("A post for \(publication.platform)") {
      let filter = PublicationFilter(post: publication.post)
      let now = try await publishing.publications(filter, limit: 1, as: tenant).first
      guard let now, ![.failed, .missed, .needsHuman, .cancelled].contains(now.state) else {
        throw Problem(.conflict, "A post of the demo did not go out: \(now?.reason ?? "it is gone").")
      }
      return now.state == .published
    }
  }

  private func finish(_ operation: OperationID, _ what: String, _ tenant: TenantContext) async throws {
    let ended = try await studio.operations.get(operation, wait: Self.patience, as: tenant)
    guard ended.state == .succeeded else {
      throw Problem(.conflict, "\(what): \(ended.error?.detail ?? "not done after two minutes").")
    }
  }

  private func until(_ what: String, _ isDone: () async throws -> Bool) async throws {
    let deadline = time.monotonic() + Self.patience
    while try await !isDone() {
      guard time.monotonic() < deadline else { throw Problem(.timeout, "\(what) is not done after two minutes.") }
      try await time.sleep(.milliseconds(20))
    }
  }

  private static let patience: Duration = .seconds(120)
}

package import Foundation
package import Kernel
import Text
import Transport

/// The main job from end to end, through the API as a client would do it: examples to voice, brief to variants, posts to
/// the sandbox, metrics, report. Throws when any step does not happen.
package struct DemoRun: Sendable {
  /// What the run needs of the program that it runs in.
  package struct Stage: Sendable {
    package var url: String
    package var mail: String
    package var password: Redacted<String>
    /// Platform to the address, name and secret of a rehearsal account.
    package var accounts: [String: RehearsalAccount]
    /// Reads the platforms' numbers now instead of at the next minute.
    package var readMetrics: @Sendable () async throws -> Void
  }

  package struct RehearsalAccount: Sendable {
    package var server: String
    package var name: String
    package var secret: Redacted<String>
  }

  private static let zone = "Europe/Lisbon"
  private let input: DemoInput
  private let stage: Stage
  private let transport: TransportClient
  private let time: TimeSource

  package init(_ input: DemoInput, on stage: Stage, time: TimeSource) throws {
    self.input = input
    self.stage = stage
    self.time = time
    let endpoints = OperatorEndpoints()
    endpoints.allow(url: stage.url)
    transport = try TransportClient(operatorEndpoints: endpoints, time: time)
  }

  package func run() async throws -> DemoSummary {
    let start = time.monotonic()
    let client = try await signIn()
    let brand = try await createBrand(client)
    let (voice, voiceTime) = try await timed { try await trainVoice(brand, client) }
    let connectors = try await connect(brand, client)
    let written = try await write(brand, client)
    let ((publications, kept), publishTime) = try await timed { try await publish(written.posts, connectors, client) }
    let metrics = try await metrics(of: publications, client)
    let report = try await report(brand, client)
    return DemoSummary(
      voice: voice, variants: kept, publications: publications, metrics: metrics, report: report,
      timingsMs: .init(
        voice: voiceTime, firstVariant: written.first, allVariants: written.all, publish: publishTime,
        total: milliseconds(since: start)))
  }

  // MARK: The steps

  private func signIn() async throws -> DemoClient {
    var client = DemoClient(transport: transport, base: stage.url)
    let tokens: DemoReply.Tokens = try await client.post(
      "/v1/auth/login", ["mail": stage.mail, "password": stage.password.reveal()])
    client.token = Redacted(tokens.accessToken)
    return client
  }

  private func createBrand(_ client: DemoClient) async throws -> String {
    let created: DemoReply.Created = try await client.post(
      "/v1/brands", ["name": input.brandName, "zone": Self.zone])
    return created.id
  }

  private func trainVoice(_ brand: String, _ client: DemoClient) async throws -> DemoSummary.Voice {
    let accepted: DemoReply.Accepted = try await client.post(
      "/v1/brands/\(brand)/voice/train", ["examples": input.examples])
    try await finish(accepted.operationId, "training the voice", client)
    let voice: DemoReply.Voice = try await client.get("/v1/brands/\(brand)/voice")
    return .init(examples: input.examples.count, separation: voice.separation)
  }

  private func connect(_ brand: String, _ client: DemoClient) async throws -> [String: String] {
    struct Body: Encodable {
      var brandId: String
      var platform: String
      var server: String
      var identifier: String?
      var secret: String
    }
    var connectors: [String: String] = [:]
    for (platform, account) in stage.accounts where input.brief.platforms.contains(platform) {
      let made: DemoReply.Created = try await client.post(
        "/v1/connectors",
        Body(
          brandId: brand, platform: platform, server: account.server,
          identifier: platform == "bluesky" ? account.name : nil, secret: account.secret.reveal()))
      connectors[platform] = made.id
    }
    return connectors
  }

  private func write(_ brand: String, _ client: DemoClient) async throws -> (
    posts: [DemoReply.Post], first: Int, all: Int
  ) {
    struct Body: Encodable {
      var brandId: String
      var topic: String
      var audience: String?
      var tone: String?
      var languages: [String]?
      var platforms: [String]
      var regions, competitors, competitorPosts, constraints, facts: [String]
      var offer, link, callToAction: String?
      var paid: Bool
    }
    let brief = input.brief
    let made: DemoReply.Created = try await client.post(
      "/v1/briefs",
      Body(
        brandId: brand, topic: brief.topic, audience: brief.audience, tone: brief.tone,
        languages: brief.languages.isEmpty ? nil : brief.languages, platforms: brief.platforms, regions: brief.regions,
        competitors: brief.competitors, competitorPosts: brief.competitorPosts, constraints: brief.constraints,
        facts: brief.facts, offer: brief.offer, link: brief.link, callToAction: brief.callToAction, paid: brief.paid))
    let start = time.monotonic()
    let accepted: DemoReply.Accepted = try await client.post("/v1/posts/generate", ["brief_id": made.id])
    let path = "/v1/posts?brand_id=\(brand)&limit=100"
    try await until("the first variant") {
      try await client.get(path, as: DemoReply.Posts.self).items.contains {
        $0.state != "generating" || $0.chosenVariantId != nil
      }
    }
    let first = milliseconds(since: start)
    try await finish(accepted.operationId, "writing the posts", client)
    return (try await client.get(path, as: DemoReply.Posts.self).items, first, milliseconds(since: start))
  }

  private func publish(
    _ posts: [DemoReply.Post], _ connectors: [String: String], _ client: DemoClient
  ) async throws -> (publications: [DemoSummary.Publication], kept: [DemoSummary.Variant]) {
    var waiting: [String] = []
    var kept: [DemoSummary.Variant] = []
    var ready: [DemoSummary.Publication] = []
    for post in posts {
      let detail: DemoReply.PostDetail = try await client.get("/v1/posts/\(post.id)")
      let best = try Self.best(of: detail)
      kept += detail.variants.map { Self.summary($0, of: post) }
      let _: DemoReply.Post = try await client.post(
        "/v1/posts/\(post.id)/keep", ["variant_id": best.id], version: detail.post.version)
      if let connector = connectors[post.platform] {
        waiting.append(try await schedule(post, connector, client).id)
      } else {
        ready.append(.init(platform: post.platform, state: "ready", externalId: nil, url: nil, attempts: 0))
      }
    }
    return (try await settled(waiting, client) + ready, kept)
  }

  /// For the next second, by the clock on the wall in the brand's zone.
  private func schedule(
    _ post: DemoReply.Post, _ connector: String, _ client: DemoClient
  ) async throws -> DemoReply.Publication {
    guard let wall = try Zones().zone(Self.zone).wallTime(at: time.now().addingTimeInterval(1)) else {
      throw Problem(.internal, "The clock says a time that no calendar has.")
    }
    return try await client.post(
      "/v1/posts/\(post.id)/schedule", ["connector_id": connector, "at": wall.description, "zone": Self.zone])
  }

  private func settled(_ ids: [String], _ client: DemoClient) async throws -> [DemoSummary.Publication] {
    struct Detail: Decodable { var publication: DemoReply.Publication }
    var publications: [DemoSummary.Publication] = []
    for id in ids {
      var last: DemoReply.Publication?
      try await until("post \(id) to be out") {
        let now = try await client.get("/v1/publications/\(id)", as: Detail.self).publication
        last = now
        guard !["failed", "missed", "needs_human", "cancelled"].contains(now.state) else {
          throw Problem(.conflict, "A post for \(now.platform) did not go out: \(now.explanation)")
        }
        return now.state == "published"
      }
      if let last {
        publications.append(
          .init(
            platform: last.platform, state: last.state, externalId: last.externalId, url: last.url,
            attempts: last.attempts))
      }
    }
    return publications
  }

  private func metrics(
    of publications: [DemoSummary.Publication], _ client: DemoClient
  ) async throws -> [DemoSummary.Metrics] {
    let out = publications.filter { $0.state == "published" }.count
    guard out > 0 else { return [] }
    try await stage.readMetrics()
    var found: [DemoReply.Metric] = []
    try await until("the numbers of \(out) posts") {
      found = try await client.get("/v1/metrics?limit=100", as: DemoReply.Metrics.self).items.filter { $0.likes != nil }
      return found.count >= out
    }
    return found.map {
      .init(platform: $0.platform ?? "", likes: $0.likes, comments: $0.comments, shares: $0.shares)
    }
  }

  private func report(_ brand: String, _ client: DemoClient) async throws -> [String] {
    struct Body: Encodable {
      var brandId: String
      var from: Date
      var to: Date
    }
    let now = time.now()
    let asked: DemoReply.Report = try await client.post(
      "/v1/reports", Body(brandId: brand, from: now.addingTimeInterval(-86_400), to: now.addingTimeInterval(60)))
    var made: DemoReply.Report?
    try await until("the report") {
      let report: DemoReply.Report = try await client.get("/v1/reports/\(asked.id)")
      if report.state == "failed" { throw Problem(.conflict, "The report failed: \(report.reason ?? "no reason")") }
      made = report
      return report.state == "ready"
    }
    return try await save(made?.files ?? [], client)
  }

  private func save(_ files: [DemoReply.Report.File], _ client: DemoClient) async throws -> [String] {
    try FileManager.default.createDirectory(at: input.out, withIntermediateDirectories: true)
    var paths: [String] = []
    for file in files {
      let target = input.out.appendingPathComponent("report.\(file.format)")
      try Data(try await client.download(file.url)).write(to: target, options: .atomic)
      paths.append(target.path)
    }
    guard !paths.isEmpty else { throw Problem(.conflict, "The report has no files.") }
    return paths
  }

  // MARK: Choosing and waiting

  private static func best(of detail: DemoReply.PostDetail) throws -> DemoReply.Variant {
    let usable = detail.variants.filter { !$0.isBlocked }
    guard let best = usable.max(by: { ($0.scores.brandFit?.value ?? 0) < ($1.scores.brandFit?.value ?? 0) }) else {
      throw Problem(.conflict, "No variant for \(detail.post.platform) may go out.")
    }
    return best
  }

  private static func summary(_ variant: DemoReply.Variant, of post: DemoReply.Post) -> DemoSummary.Variant {
    .init(
      platform: post.platform, language: post.language, text: variant.text, length: variant.length,
      limit: variant.limit,
      scores: .init(
        brandFit: variant.scores.brandFit?.value, risk: variant.scores.risk.value,
        readability: variant.scores.readability?.value),
      findings: variant.findings.map(\.rule), isDraft: variant.isDraft)
  }

  private func finish(_ operation: String, _ what: String, _ client: DemoClient) async throws {
    try await until(what) {
      let now: DemoReply.Operation = try await client.get("/v1/operations/\(operation)")
      guard now.state != "failed", now.state != "cancelled" else {
        throw Problem(.conflict, "\(what) \(now.state): \(now.error?.detail ?? "no reason given")")
      }
      return now.state == "succeeded"
    }
  }

  /// Asks every 20 ms, for two minutes at most.
  private func until(_ what: String, _ isDone: () async throws -> Bool) async throws {
    let deadline = time.monotonic().advanced(by: .seconds(120))
    while try await !isDone() {
      guard time.monotonic() < deadline else { throw Problem(.timeout, "Waited two minutes for \(what).") }
      try await time.sleep(.milliseconds(20))
    }
  }

  private func timed<Value>(_ work: () async throws -> Value) async throws -> (Value, Int) {
    let start = time.monotonic()
    let value = try await work()
    return (value, milliseconds(since: start))
  }

  private func milliseconds(since start: ContinuousClock.Instant) -> Int {
    Int((time.monotonic() - start) / .milliseconds(1))
  }
}

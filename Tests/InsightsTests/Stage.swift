import Contracts
import Crypto
import Database
import Foundation
import Insights
import Kernel
import Stores
import TestKit

/// A migrated database with one org, one brand and the doubles that Insights needs.
struct Stage {
  let database: TestDatabase
  let tenant: TenantContext
  let brand: BrandID
  let clock: SteppedClock
  let published: Published
  let notices = NoticeRecorder()
  let parts: InsightsParts

  static func with(_ body: (Stage) async throws -> Void) async throws {
    try await TestDatabase.with { database in
      let tenant = try await database.makeTenant()
      let brand = IDSource.system.new(BrandID.self)
      try await database.asSuperuser { connection in
        _ = try await connection.rows(
          """
          INSERT INTO brands (org_id, id, name, mode, profile, created_at, updated_at)
          VALUES ($1, $2, 'Acme Coffee', 'rehearsal', '{}', now(), now())
          """, [tenant.org.uuid.uuidString, brand.uuid.uuidString])
      }
      try await body(Stage(database, tenant, brand))
    }
  }

  private init(_ database: TestDatabase, _ tenant: TenantContext, _ brand: BrandID) {
    self.database = database
    self.tenant = tenant
    self.brand = brand
    clock = SteppedClock()
    published = Published()
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("blobs-" + database.name)
    parts = InsightsParts(
      database: database.worker, publications: published, source: published, blobs: FolderBlobStore(folder: folder),
      vault: HashVault(), audit: NoAudit(), notifier: notices, baseURL: "https://starling.example", time: clock.time)
  }

  /// A post that went out `ago` seconds before now.
  func item(ago: TimeInterval = 3600, platform: String = "mastodon") -> PublishedItem {
    PublishedItem(
      publication: IDSource.system.new(), post: IDSource.system.new(), brand: brand, connector: IDSource.system.new(),
      platform: platform, externalID: "112233", url: "https://mastodon.example/@acme/112233",
      publishedAt: clock.now.addingTimeInterval(-ago))
  }

  /// Known to the lookup and taken up.
  func takeUp(_ items: [PublishedItem]) async throws {
    await published.add(items)
    try await SweepMetrics(parts).run(as: tenant)
  }

  func list(_ grouping: MetricGrouping, limit: Int = 50, after: Cursor? = nil) async throws -> Page<MetricReply> {
    let filter = MetricFilter(
      from: clock.now.addingTimeInterval(-30 * 86_400), to: clock.now.addingTimeInterval(86_400))
    return try await ListMetrics(database.app).run(filter, by: grouping, limit: limit, after: after, as: tenant)
  }
}

/// Publishing's part of the contract, as a list in memory.
actor Published: PublicationLookup, MetricsSource {
  private var items: [PublishedItem] = []

  func add(_ new: [PublishedItem]) { items += new }

  func published(
    since: Date, brand: BrandID?, after: PublicationID?, limit: Int, as tenant: TenantContext
  ) async throws -> [PublishedItem] {
    let found = items.filter { $0.publishedAt >= since && (brand == nil || brand == $0.brand) }
      .sorted { $0.publication > $1.publication }
    return Array(found.filter { item in after.map { item.publication < $0 } ?? true }.prefix(limit))
  }

  func published(_ id: PublicationID, as tenant: TenantContext) async throws -> PublishedItem? {
    items.first { $0.publication == id }
  }

  func publications(of post: PostID, in tx: Transaction) async throws -> [PublicationSummary] { [] }

  func metrics(of items: [PublishedItem], as tenant: TenantContext) async throws -> MetricsReading {
    throw Problem(.unavailable, "No test reads from a platform.")
  }
}

struct HashVault: Vault {
  func seal(_ secret: [UInt8], at place: SecretPlace) async throws -> SealedSecret {
    throw Problem(.unavailable, "No test seals here.")
  }

  func open(_ secrets: [PlacedSecret]) async throws -> [[UInt8]] { throw Problem(.unavailable, "No test opens here.") }

  func hmac(_ value: [UInt8], purpose: String) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: Data(value), using: SymmetricKey(data: Data(purpose.utf8))))
  }
}

struct NoAudit: AuditTrail {
  func record(_ entry: AuditEntry, in tx: Transaction) async throws {}
}

import Contracts
import Database
import Foundation
import Jobs
import Kernel
import Logging
import Models
import Synchronization
import TestKit
import Text

@testable import Studio

/// A database of its own with Studio's parts on top and two orgs that must not see each other.
struct Workplace {
  let database: TestDatabase
  var parts: StudioParts
  let bus = QuietBus()
  let audit = AuditNotes()
  let notices = NoticeRecorder()
  let outgoing = Outgoing()
  let colleagues = Colleagues()
  /// The org of Acme Coffee, with all brands.
  let acme: TenantContext
  /// Another org.
  let northwind: TenantContext

  static func with(
    model: (any LanguageModel)? = nil, _ body: (Workplace) async throws -> Void
  ) async throws {
    try await TestDatabase.with { database in
      try await body(Workplace(database, model: model))
    }
  }

  private init(_ database: TestDatabase, model: (any LanguageModel)?) async throws {
    self.database = database
    acme = try await database.makeTenant()
    northwind = try await database.makeTenant()
    parts = StudioParts(
      database: database.app, bus: bus, audit: audit, notifier: notices,
      operations: Operations(database.app, doorbell: nil), publications: outgoing, accounts: outgoing,
      people: colleagues,
      rules: try PlatformRules.load(), policies: try PolicyShelf.load(), zones: Acme.zones,
      writing: model.map { WritingModel($0) })
  }

  func brand(_ profile: BrandProfile = Acme.profile, as tenant: TenantContext? = nil) async throws -> Brand {
    try await CreateBrand(parts).run(profile, as: tenant ?? acme)
  }

  func brief(_ content: BriefContent = Acme.brief, of brand: Brand? = nil) async throws -> Brief {
    let owner: BrandID
    if let brand { owner = brand.id } else { owner = try await self.brand().id }
    return try await CreateBrief(parts).run(content, brand: owner, as: acme)
  }

  /// Runs all of Studio's jobs while `body` runs.
  func working<Value>(
    registering register: (StudioParts, inout JobRegistry) throws -> Void = { try Studio.register($0, in: &$1) },
    _ body: () async throws -> Value
  ) async throws -> Value {
    var registry = JobRegistry()
    try register(parts, &registry)
    let settings = WorkerSettings(concurrency: 16, batch: 16, poll: .milliseconds(20), patience: .seconds(5))
    let worker = Worker(database.worker, registry: registry, settings: settings, logger: .quiet)
    let running = Task { try await worker.run() }
    let result: Result<Value, any Error>
    do {
      result = .success(try await body())
    } catch {
      result = .failure(error)
    }
    worker.stop(patience: .zero)
    _ = await running.result
    return try result.get()
  }

  func ended(_ operation: OperationID) async throws -> Jobs.Operation {
    try await parts.operations.get(operation, wait: .seconds(60), as: acme)
  }

  func generated(_ brief: Brief, variants: Int = 2, seed: UInt64 = 7) async throws -> (
    Jobs.Operation, [Post], [Variant]
  ) {
    let begun = try await GeneratePosts(parts).run(brief.id, variants: variants, seed: seed, as: acme)
    let operation = try await ended(begun.operation)
    let posts = try await parts.database.query(PostStatements.ofBrief, brief.id, as: acme)
    let variants = try await parts.database.query(VariantStatements.ofBrief, brief.id, as: acme)
    return (operation, posts, variants)
  }
}

/// Publishing's part of the contracts: what is said to be out, and what the accounts' servers accept.
final class Outgoing: PublicationLookup, AccountRules {
  private let fixed = Mutex<(post: PostID, state: String)?>(nil)
  private let accepted = Mutex(ServerLimits())

  func send(_ post: PostID, state: String) { fixed.withLock { $0 = (post, state) } }
  func accept(_ limits: ServerLimits) { accepted.withLock { $0 = limits } }

  func limits(of brand: BrandID, on platform: String, in tx: Transaction) async throws -> ServerLimits {
    accepted.withLock { $0 }
  }

  func published(
    since: Date, brand: BrandID?, after: PublicationID?, limit: Int, as tenant: TenantContext
  ) async throws -> [PublishedItem] { [] }

  func published(_ id: PublicationID, as tenant: TenantContext) async throws -> PublishedItem? { nil }

  func publications(of post: PostID, in tx: Transaction) async throws -> [PublicationSummary] {
    guard let known = fixed.withLock({ $0 }), known.post == post else { return [] }
    return [
      PublicationSummary(
        publication: IDSource.system.new(), post: post, connector: IDSource.system.new(), platform: "bluesky",
        state: known.state, reason: nil, scheduledAt: nil, zone: nil, url: nil, attempts: 1, fixesText: true)
    ]
  }
}

/// Studio's, for files that also see the test library's type of that name.
typealias PostComment = Comment

/// Who works on every brand.
final class Colleagues: PeopleDirectory {
  private let known = Mutex<[UserID]>([])

  func join(_ users: [UserID]) { known.withLock { $0 += users } }

  func people(of brand: BrandID, in tx: Transaction) async throws -> [PersonName] {
    known.withLock { $0.map { PersonName(user: $0, name: "Person") } }
  }

  func names(of users: Set<UserID>, in tx: Transaction) async throws -> [PersonName] { [] }
}

/// Remembers what was shown to those who watch.
final class QuietBus: EventBus {
  private let shown = Mutex<[EphemeralEvent]>([])

  var previews: [EphemeralEvent] { shown.withLock { $0 } }

  func subscribe(_ filter: EventFilter, after position: Int64?) -> AsyncThrowingStream<BusEvent, any Error> {
    AsyncThrowingStream { $0.finish() }
  }

  func publishEphemeral(_ event: EphemeralEvent) { shown.withLock { $0.append(event) } }
}

/// Remembers what was recorded.
final class AuditNotes: AuditTrail {
  private let notes = Mutex<[AuditEntry]>([])

  var actions: [String] { notes.withLock { $0.map(\.action) } }
  var entries: [AuditEntry] { notes.withLock { $0 } }

  func record(_ entry: AuditEntry, in tx: Transaction) async throws { notes.withLock { $0.append(entry) } }
}

/// The kind of problem that a body ends with; nil when it ends well.
func refusal(_ body: () async throws -> some Sendable) async throws -> Problem? {
  do {
    _ = try await body()
    return nil
  } catch let problem as Problem {
    return problem
  } catch let error as DatabaseError {
    return error.problem
  }
}

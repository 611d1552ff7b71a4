package import Contracts
package import Database
package import Jobs
package import Kernel
package import Models
package import Text

/// What Studio's acts and jobs work with. `App` makes one; tests make one with doubles.
package struct StudioParts: Sendable {
  package var database: Database
  package var bus: any EventBus
  package var audit: any AuditTrail
  package var notifier: any Notifier
  package var operations: Operations
  /// What of a post is out already.
  package var publications: any PublicationLookup
  /// What the servers of the brands' accounts accept.
  package var accounts: any AccountRules
  /// Who works on a brand, by name.
  package var people: any PeopleDirectory
  package var rules: PlatformRules
  /// The policy packs in force.
  package var policies: PolicyShelf
  package var zones: BrandZones
  package var tagLists: TagLists
  /// The installation's own model. Jobs ask `withWriter`, which puts the organisation's before it.
  package var writing: WritingModel?
  package var embedder: (any Embedder)?
  /// What the brands' accounts have said; nil where none can be read.
  package var history: (any AccountHistory)?
  /// Nil where nothing can be drawn.
  package var cards: (any CardRenderer)?
  /// Nil where organisations have no models of their own.
  package var services: ModelServices?
  /// Voices made ready to score, up to half a million letters of their posts. A version never changes.
  package let voices = RecentValues<VoiceModelID, VoiceScorer>(most: 500_000) { $1.letters }
  package let engagement = EngagementCache()
  /// Brands' own rules made ready.
  package let ownPolicies = RecentValues<BrandPolicyVersion, PolicySet>(most: 200)
  package let memory = WritingMemory()
  /// Those of the briefs that are being written: one takes some megabytes.
  let tagAdvisors = RecentValues<TagKnowledge, TagAdvisor>(most: 2)
  package var time: TimeSource
  package var ids: IDSource
  package var random: RandomSource

  package init(
    database: Database, bus: any EventBus, audit: any AuditTrail, notifier: any Notifier, operations: Operations,
    publications: any PublicationLookup, accounts: any AccountRules, people: any PeopleDirectory,
    rules: PlatformRules, policies: PolicyShelf, zones: BrandZones, tagLists: TagLists = TagLists(),
    writing: WritingModel? = nil, embedder: (any Embedder)? = nil, history: (any AccountHistory)? = nil,
    cards: (any CardRenderer)? = nil,
    services: ModelServices? = nil,
    time: TimeSource = .system, ids: IDSource = .system,
    random: RandomSource = .system
  ) {
    self.database = database
    self.bus = bus
    self.audit = audit
    self.notifier = notifier
    self.operations = operations
    self.publications = publications
    self.accounts = accounts
    self.people = people
    self.rules = rules
    self.policies = policies
    self.zones = zones
    self.tagLists = tagLists
    self.writing = writing
    self.embedder = embedder
    self.history = history
    self.cards = cards
    self.services = services
    self.time = time
    self.ids = ids
    self.random = random
  }

  /// Drops what only writing needs and nobody has asked for since this was last called; whether there was any.
  package func forgetUnused() -> Bool { [memory.forgetUnused(), tagAdvisors.forgetUnused()].contains(true) }

  /// One transaction of the tenant, for acts that are not part of a larger one.
  func act<Value: Sendable>(
    as tenant: TenantContext, _ body: (Transaction) async throws -> Value
  ) async throws -> Value { try await database.transaction(as: tenant, body) }

  /// The same parts on another pool: jobs use the worker's.
  func on(_ database: Database) -> StudioParts {
    var parts = self
    parts.database = database
    return parts
  }

  /// Platforms that posts can be written for.
  var platforms: Set<String> { Set(rules.all.map(\.id)) }
}

package import Contracts
import Database
package import Kernel

/// What every bus must do, in process or not. A driver's tests call each check with a way to publish.
package struct BusContract: Sendable {
  private let bus: any EventBus
  private let tenant: TenantContext
  private let other: TenantContext
  private let publish: @Sendable (TenantContext, BrandID?, Int) async throws -> Void

  /// - Parameter publish: publishes a `brief.changed` of that version and brand, and lets it be
  ///   positioned.
  package init(
    _ bus: any EventBus, tenant: TenantContext, other: TenantContext,
    publish: @escaping @Sendable (TenantContext, BrandID?, Int) async throws -> Void
  ) {
    self.bus = bus
    self.tenant = tenant
    self.other = other
    self.publish = publish
  }

  package func all() async throws {
    try await replaysFromThePosition()
    try await followsWithoutGapOrRepeat()
    try await keepsOrganisationsApart()
    try await filtersByBrandSubjectAndResource()
    try await refusesAPositionFromTheFuture()
  }

  /// Everything after the position in order, then what happens next.
  package func replaysFromThePosition() async throws {
    for n in 1...5 { try await publish(tenant, nil, n) }
    var reader = bus.subscribe(filter(), after: 0).makeAsyncIterator()
    var versions: [Int] = []
    for _ in 0..<5 { versions.append(try await version(of: reader.next())) }
    try await publish(tenant, nil, 6)
    versions.append(try await version(of: reader.next()))
    try check(versions == [1, 2, 3, 4, 5, 6], "a reader sees what was, in order, then what comes: \(versions)")
  }

  /// A reader that comes back again and again with its last position sees each event once.
  package func followsWithoutGapOrRepeat() async throws {
    let start = try await newest()
    let total = 300
    async let writing: Void = {
      for n in 0..<total { try await publish(n % 3 == 0 ? other : tenant, nil, n) }
    }()
    var position = start
    var seen: [Int] = []
    while seen.count < total * 2 / 3 {
      var reader = bus.subscribe(filter(), after: position).makeAsyncIterator()
      for _ in 0..<min(7, total * 2 / 3 - seen.count) {
        let event = try await reader.next()
        seen.append(try version(of: event))
        let next = try self.position(of: event)
        try check(next > position, "positions grow")
        position = next
      }
    }
    try await writing
    try check(seen == (0..<total).filter { $0 % 3 != 0 }, "reconnecting gives each event once: \(seen)")
  }

  package func keepsOrganisationsApart() async throws {
    let start = try await newest()
    try await publish(other, nil, 1)
    try await publish(tenant, nil, 2)
    var reader = bus.subscribe(filter(), after: start).makeAsyncIterator()
    try check(try await version(of: reader.next()) == 2, "another organisation's event came")
  }

  package func filtersByBrandSubjectAndResource() async throws {
    let (mine, theirs) = (IDSource.system.new(BrandID.self), IDSource.system.new(BrandID.self))
    let start = try await newest()
    try await publish(tenant, theirs, 1)
    try await publish(tenant, mine, 2)
    var brand = bus.subscribe(filter(brands: .only([mine])), after: start).makeAsyncIterator()
    try check(try await version(of: brand.next()) == 2, "another brand's event came")
    try await publish(tenant, nil, 3)
    try check(try await version(of: brand.next()) == 3, "an event without a brand is for all of the organisation")
    var area = bus.subscribe(filter(subjects: ["brief"]), after: start).makeAsyncIterator()
    try check(try await version(of: area.next()) == 1, "an area takes in its subjects")
    var resource = bus.subscribe(filter(resource: "version-3"), after: start).makeAsyncIterator()
    try check(try await version(of: resource.next()) == 3, "only the resource's events come")
    try check(!filter(subjects: ["bri"]).matches(.ephemeral(sample)), "subjects match by whole words")
  }

  /// As after a restore: the reader must read the state anew.
  package func refusesAPositionFromTheFuture() async throws {
    var reader = bus.subscribe(filter(), after: .max / 2).makeAsyncIterator()
    do {
      _ = try await reader.next()
    } catch is SubscriptionEnded {
      return
    }
    throw BrokenContract("a position from the future was accepted")
  }

  /// The position of an event published now.
  private func newest() async throws -> Int64 {
    var reader = bus.subscribe(filter(resource: "version--1"), after: nil).makeAsyncIterator()
    try await publish(tenant, nil, -1)
    return try await position(of: reader.next())
  }

  private var sample: EphemeralEvent {
    EphemeralEvent(org: tenant.org, brand: nil, subject: "brief.changed", resource: "x", payload: [])
  }

  private func filter(
    brands: BrandScope = .all, subjects: [String] = [], resource: String? = nil
  ) -> EventFilter {
    EventFilter(org: tenant.org, brands: brands, subjects: subjects, resource: resource)
  }

  private func version(of event: BusEvent?) throws -> Int {
    guard case .stored(let stored) = event else { throw BrokenContract("no stored event came") }
    guard let payload = try stored.decode(BriefChanged.self) else { throw BrokenContract("another event came") }
    return payload.version
  }

  private func position(of event: BusEvent?) throws -> Int64 {
    guard let position = event?.position else { throw BrokenContract("an event without a position came") }
    return position
  }

  private func check(_ holds: Bool, _ message: String) throws {
    if !holds { throw BrokenContract(message) }
  }
}

/// What an implementation of a port does wrong.
package struct BrokenContract: Error, CustomStringConvertible {
  package let description: String
  package init(_ description: String) { self.description = description }
}

package import Foundation
package import Kernel
package import Logging
import ServiceLifecycle
import Synchronization

/// Where the parts of a running sandbox answer.
package struct SandboxAddresses: Sendable, Equatable, Codable {
  /// Origin of the Mastodon instance: `http://127.0.0.1:4000`.
  package var mastodon: String
  /// Origin of the Bluesky PDS and of its public app view.
  package var bluesky: String
  /// Origin of the control API (`/sandbox/…`) and of the feed page (`/`).
  package var control: String
}

package struct SandboxOptions: Sendable {
  /// Always a loopback address outside containers: the control API asks for no login.
  package var host = "127.0.0.1"
  /// 0 takes the port of the last run when the folder remembers one, else any free one.
  package var mastodonPort = 0
  package var blueskyPort = 0
  package var controlPort = 0
  /// Where posts and accounts outlive a restart; nil keeps them in memory only.
  package var folder: URL?
  package var mastodon = MastodonLimits()
  package var bluesky = BlueskyLimits()
  package var engagement = Engagement(seed: 1)
  package var noise = PeopleNoise()

  package init() {}
}

/// The platforms of a rehearsal on this machine: servers with the real wire behaviour of Mastodon and
/// Bluesky, scripted faults, and the list of what really was posted.
///
/// A `Service`: `run()` starts it and stops it at shutdown. Tests call `start()` and `stop()`;
/// stopping twice or before the start is fine.
package final class Sandbox: Service {
  package let faults = FaultBook()
  package let requests = RequestLog()
  let world: World
  let credentials: CredentialBook
  let mastodon: MastodonServer
  let bluesky: BlueskyServer
  private let options: SandboxOptions
  private let time: TimeSource
  private let random: RandomSource
  private let journal: Journal?
  private let remembered: [String: Int]
  private let logger: Logger
  private let servers = Mutex<[String: HTTPServer]>([:])
  private let origins: Origins

  /// Reads the folder's file; throws when that cannot be opened.
  package init(
    _ options: SandboxOptions, time: TimeSource = .system, random: RandomSource = .system,
    logger: Logger = Logger(label: "sandbox")
  ) throws {
    let opened = try options.folder.map { try Journal.open(folder: $0, logger: logger) }
    let entries = opened?.entries ?? []
    journal = opened?.journal
    self.options = options
    self.time = time
    self.random = random
    self.logger = logger
    world = World(
      time: time, random: random, engagement: options.engagement, noise: options.noise, journal: opened?.journal)
    credentials = CredentialBook(world: world, journal: opened?.journal)
    let origins = Origins()
    self.origins = origins
    mastodon = MastodonServer(
      world: world, credentials: credentials, limits: options.mastodon, journal: opened?.journal,
      address: { origins.value("mastodon") })
    bluesky = BlueskyServer(
      world: world, credentials: credentials, limits: options.bluesky, journal: opened?.journal,
      key: Self.signingKey(entries, random, opened?.journal), address: { origins.value("bluesky") })
    remembered = entries.reduce(into: [:]) { if case .ports(let ports) = $1 { $0 = ports } }
    world.restore(entries)
    credentials.restore(entries)
    mastodon.restore(entries)
    bluesky.restore(entries)
  }

  private static func signingKey(_ entries: [JournalEntry], _ random: RandomSource, _ journal: Journal?) -> [UInt8] {
    for case .signingKey(let key) in entries { return key }
    let key = random.bytes(32)
    journal?.append(.signingKey(key))
    return key
  }

  package func run() async throws {
    try await start()
    try? await gracefulShutdown()
    await stop()
  }

  /// Binds all three ports and tells where they are.
  @discardableResult
  package func start() async throws -> SandboxAddresses {
    let mastodonPort = try await open("mastodon", options.mastodonPort, responder(mastodon))
    let blueskyPort = try await open("bluesky", options.blueskyPort, responder(bluesky))
    let control = ControlServer(sandbox: self)
    let controlPort = try await open("control", options.controlPort) { .reply(await control.respond($0)) }
    journal?.append(.ports(["mastodon": mastodonPort, "bluesky": blueskyPort, "control": controlPort]))
    return addresses
  }

  package var addresses: SandboxAddresses {
    SandboxAddresses(
      mastodon: origins.value("mastodon"), bluesky: origins.value("bluesky"), control: origins.value("control"))
  }

  package func stop() async {
    let open = servers.withLock { servers in
      defer { servers = [:] }
      return Array(servers.values)
    }
    for server in open { await server.stop() }
  }

  /// Until when a platform's own limits refuse calls, by what it told the last one that it refused for being too many.
  package var refusedUntil: Date? {
    [mastodon.state.withLock { $0.windows.refusedUntil }, bluesky.state.withLock { $0.windows.refusedUntil }]
      .compactMap { $0 }.max()
  }

  /// Stops accepting on a platform's port for so long; connections end.
  package func refuse(_ platform: SandboxPlatform, seconds: Double) async {
    guard let server = servers.withLock({ $0[platform.rawValue] }) else { return }
    await server.refuse()
    Task { [time, logger] in
      try? await time.sleep(.seconds(seconds))
      do {
        try await server.accept()
      } catch {
        logger.error("The sandbox cannot accept again", metadata: ["platform": "\(platform)", "error": "\(error)"])
      }
    }
  }

  private func responder(_ server: some PlatformServer) -> HTTPServer.Responder {
    let responder = FaultyResponder(
      server: server, faults: faults, log: requests, time: time,
      refuse: { [weak self] seconds in await self?.refuse(server.platform, seconds: seconds) })
    return { await responder.respond($0) }
  }

  private func open(_ name: String, _ port: Int, _ respond: @escaping HTTPServer.Responder) async throws -> Int {
    let server = HTTPServer(host: options.host, now: { [time] in Timestamp.http(time.now()) }, respond: respond)
    let bound = try await bind(server, port, name)
    servers.withLock { $0[name] = server }
    origins.set(name, "http://\(options.host):\(bound)")
    return bound
  }
}

extension Sandbox {
  /// The port of last time, because accounts are connected to its address. A first one lies below those that the
  /// system gives to anybody's outgoing connections, so that it is free again at the next start.
  private func bind(_ server: HTTPServer, _ port: Int, _ name: String) async throws -> Int {
    guard port == 0, journal != nil else { return try await server.start(port: port) }
    if let last = remembered[name], let again = try? await server.start(port: last) { return again }
    for _ in 0..<20 {
      let bytes = random.bytes(2)
      let tried = 20_000 + (Int(bytes[0]) << 8 | Int(bytes[1])) % 12_000
      if let bound = try? await server.start(port: tried) { return bound }
    }
    return try await server.start(port: 0)
  }
}

/// Origins of the servers, known once their ports are.
private final class Origins: Sendable {
  private let values = Mutex<[String: String]>([:])

  func value(_ name: String) -> String { values.withLock { $0[name] ?? "http://127.0.0.1" } }

  func set(_ name: String, _ value: String) { values.withLock { $0[name] = value } }
}

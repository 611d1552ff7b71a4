import Database
import Foundation
import Kernel
import Platforms
import Publishing
import Sandbox
import TestKit

/// The acts of one run, in their order.
final class ProofStage {
  private let plan: ProofPlan
  private let executable: URL
  private let database: TestDatabase
  private let sandbox: Sandbox
  private let folder: URL
  private let began = TimeSource.system.monotonic()
  private var verdict: ProofVerdict

  init(_ plan: ProofPlan, _ executable: URL, _ database: TestDatabase, _ sandbox: Sandbox, _ folder: URL) {
    self.plan = plan
    self.executable = executable
    self.database = database
    self.sandbox = sandbox
    self.folder = folder
    verdict = ProofVerdict(
      seed: plan.seed, intents: 0, published: 0, onPlatform: 0, lost: 0, duplicated: 0, boundWrongly: 0,
      unknownAtEnd: 0, kills: 0, killPoints: 0, heldAfterRestore: false, heldAfterClone: false, sentByClone: 0,
      decidedByPerson: 0, uncertainAtCalm: 0, refusedSeconds: 0, settledSeconds: 0, states: [:], seconds: 0)
  }

  private func settings(_ mark: String = "mark") -> ProofWorker.Settings {
    ProofWorker.Settings(
      database: database.url(.worker).reveal(), mark: folder.appendingPathComponent(mark).path,
      mastodon: sandbox.addresses.mastodon, bluesky: sandbox.addresses.bluesky)
  }

  func run() async throws -> ProofVerdict {
    let parts = try ProofParts.make(settings())
    _ = try await LedgerGuard(parts, database.worker).check()
    let scene = try await ProofScene.make(database, parts, sandbox)
    try await fill(scene)
    for fault in plan.faults { sandbox.faults.plan(fault) }
    try await killAtEveryStep(scene, share: 0.4)
    try await restore(scene, parts)
    try await cloneIsHeld(scene)
    try await killAtEveryStep(scene, share: 0.8)
    try await calm(scene)
    try await judge(scene)
    verdict.seconds = seconds(since: began)
    return verdict
  }

  // MARK: the scene

  private func fill(_ scene: ProofScene) async throws {
    for platform in SandboxPlatform.allCases {
      var connectors: [ConnectorID] = []
      for number in 0..<plan.accounts { connectors.append(try await scene.connect(platform, number).id) }
      let texts = (0..<plan.count).map {
        "Proof \(plan.seed), post \($0) of \(platform.rawValue) https://shop.example/\($0)?a=1&b=2 #coffee"
      }
      let posts = try await scene.posts(platform, texts, database)
      for (number, post) in posts.enumerated() {
        _ = try await scene.schedule(post, connectors[number % connectors.count])
      }
    }
  }

  // MARK: kills

  /// Starts the worker with a step to die at, again and again, until that share of the publications has ended.
  private func killAtEveryStep(_ scene: ProofScene, share: Double) async throws {
    for (point, pass) in plan.kills(1_000) {
      guard try await endedShare(scene) < share else { return }
      var settings = settings()
      settings.killAt = point.rawValue
      settings.killPass = pass
      let child = try ProofChild(executable, settings)
      try await wait(atMost: 6) { !child.isRunning }
      if child.wasKilled {
        verdict.kills += 1
        reached.insert(point)
      }
      child.kill()
      verdict.killPoints = reached.count
      try await actAsPerson(scene)
    }
  }

  private var reached: Set<KillPoint> = []

  private func endedShare(_ scene: ProofScene) async throws -> Double {
    let counts = try await states(scene)
    let all = counts.values.reduce(0, +)
    return all == 0 ? 1 : Double(counts["published", default: 0] + counts["needs_human", default: 0]) / Double(all)
  }

  private func states(_ scene: ProofScene) async throws -> [String: Int] {
    let org = scene.tenant.org.uuid.uuidString
    let rows = try await database.asSuperuser {
      try await $0.rows("SELECT state, count(*) FROM publications WHERE org_id = $1::text::uuid GROUP BY 1", [org])
    }
    return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] ?? "", Int($0[1] ?? "") ?? 0) })
  }

  /// Of the limits that the platforms count calls against here, in seconds.
  private static let longestWindow = 300.0

  /// The publications of which it is not known whether they are out.
  private func uncertain(_ scene: ProofScene) async throws -> Set<String> {
    let org = scene.tenant.org.uuid.uuidString
    let rows = try await database.asSuperuser {
      try await $0.rows(
        "SELECT id FROM publications WHERE org_id = $1::text::uuid AND state IN ('sent', 'unknown')", [org])
    }
    return Set(rows.compactMap { $0[0] })
  }

  // MARK: restore and clone

  /// A backup is taken, work goes on, the backup comes back: the worker must hold until a person resumes.
  private func restore(_ scene: ProofScene, _ parts: PublishingParts) async throws {
    try await swap(["CREATE DATABASE \(backup) TEMPLATE \(database.name)"])
    let child = try ProofChild(executable, settings())
    let before = sandbox.posts().count
    try await wait(atMost: 20) { self.sandbox.posts().count >= before + max(4, self.plan.count / 20) }
    child.kill()
    try await swap([
      "DROP DATABASE \(database.name) WITH (FORCE)", "CREATE DATABASE \(database.name) TEMPLATE \(backup)",
    ])
    let held = try await LedgerGuard(parts, database.worker).check()
    verdict.heldAfterRestore = held == [scene.tenant.org]
    try await nothingGoesOut { try ProofChild(self.executable, self.settings()) }
    _ = try await scene.publishing.previewResume(.org, as: scene.tenant)
    try await scene.publishing.resume(.org, as: scene.tenant)
  }

  private var backup: String { database.name + "_backup" }
  private var clone: String { database.name + "_clone" }

  /// One statement after the other while nobody is connected; then the pools find their way back.
  private func swap(_ statements: [String]) async throws {
    let admin = try await AdminConnection.open(
      database.cluster.url(database: "postgres", user: "postgres"), reactor: database.reactor)
    defer { admin.close() }
    try await admin.run("ALTER DATABASE \(database.name) ALLOW_CONNECTIONS false")
    try await admin.run(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '\(database.name)' AND pid <> pg_backend_pid()"
    )
    try await wait(atMost: 5) {
      try await admin.rows("SELECT 1 FROM pg_stat_activity WHERE datname = '\(self.database.name)'").isEmpty
    }
    for statement in statements { try await admin.run(statement) }
    try await admin.run("ALTER DATABASE \(database.name) ALLOW_CONNECTIONS true")
    try await reconnect()
  }

  private func reconnect() async throws {
    for pool in [database.app, database.worker] {
      try await wait(atMost: 15) { (try? await pool.query(Self.probe)) != nil }
    }
  }

  private static let probe = Statement<Void, Int>.system("proof.probe", "SELECT 1", row: { try $0.int() })

  private func nothingGoesOut(_ start: () throws -> ProofChild) async throws {
    let before = ours().count
    let child = try start()
    try await wait(atMost: 2.5) { false }
    child.kill()
    if ours().count != before { verdict.heldAfterRestore = false }
  }

  /// A copy of the database with a copy of the folder beside the key: it must not send.
  private func cloneIsHeld(_ scene: ProofScene) async throws {
    try await swap(["CREATE DATABASE \(clone) TEMPLATE \(database.name)"])
    let copy = folder.appendingPathComponent("mark-of-clone")
    try FileManager.default.copyItem(at: folder.appendingPathComponent("mark"), to: copy)
    var settings = settings("mark-of-clone")
    settings.database = database.cluster.url(database: clone, user: "starling_worker").reveal()
    let before = ours().count
    let child = try ProofChild(executable, settings)
    try await wait(atMost: 2.5) { false }
    child.kill()
    verdict.sentByClone = ours().count - before
    verdict.heldAfterClone = verdict.sentByClone == 0
    try await swap(["DROP DATABASE \(clone) WITH (FORCE)", "DROP DATABASE \(backup) WITH (FORCE)"])
  }

  // MARK: calm

  /// The faults end. Sixty seconds after the platforms answer reads again nothing that was uncertain then may still be;
  /// then everything else goes out. Posts that are sent for the first time in the calm are not waited for: some are
  /// always on their way. Accounts that all read from one address can have used up a platform's limit: until the time it
  /// told, it does not answer.
  private func calm(_ scene: ProofScene) async throws {
    let uncertain = try await uncertain(scene)
    sandbox.faults.clear()
    let child = try ProofChild(executable, settings())
    defer { child.kill() }
    let calmed = TimeSource.system.now()
    try await wait(atMost: 120 + Self.longestWindow) { try await self.uncertain(scene).isDisjoint(with: uncertain) }
    let answered = max(calmed, min(sandbox.refusedUntil ?? calmed, TimeSource.system.now()))
    verdict.uncertainAtCalm = uncertain.count
    verdict.refusedSeconds = answered.timeIntervalSince(calmed)
    verdict.settledSeconds = TimeSource.system.now().timeIntervalSince(answered)
    try await wait(atMost: 180 + Double(plan.count) / 5) {
      try await self.actAsPerson(scene)
      let counts = try await self.states(scene)
      return counts["published", default: 0] == counts.values.reduce(0, +)
    }
  }

  /// The person looks at the account itself and says what is there. What a person sees is the truth: readers of the
  /// account see a new post within the sandbox's delay, so the person waits for it.
  private func actAsPerson(_ scene: ProofScene) async throws {
    let filter = PublicationFilter(states: [.needsHuman])
    let rows = try await scene.publishing.publications(filter, limit: 1000, as: scene.tenant)
    guard !rows.isEmpty else { return }
    try await wait(atMost: 2) { false }
    for publication in rows {
      let words = try await text(of: publication, scene)
      let found = ours().first { $0.text == words }
      let word = found.map { PersonsWord.out(address($0, publication)) } ?? .notOut
      do {
        _ = try await scene.publishing.decide(publication.id, word, as: scene.tenant)
        verdict.decidedByPerson += 1
      } catch is Problem { continue }
    }
  }

  private func address(_ post: SandboxPost, _ publication: Publication) -> String {
    publication.platform == "mastodon" ? sandbox.addresses.mastodon + "/@acme/" + post.id : post.uri
  }

  private func text(of publication: Publication, _ scene: ProofScene) async throws -> String {
    let rows = try await database.asSuperuser {
      try await $0.rows(
        "SELECT v.text FROM posts p JOIN variants v ON v.org_id = p.org_id AND v.id = p.chosen_variant_id WHERE p.id = $1::text::uuid",
        [publication.post.uuid.uuidString])
    }
    return rows.first?[0] ?? ""
  }

  // MARK: judgement

  /// The posts that our app made, by the sandbox's own list.
  private func ours() -> [SandboxPost] { sandbox.posts().filter { $0.origin == .client } }

  private func judge(_ scene: ProofScene) async throws {
    let org = scene.tenant.org.uuid.uuidString
    let rows = try await database.asSuperuser {
      try await $0.rows(
        """
        SELECT u.account_key, v.text, u.state, coalesce(u.external_id, '') FROM publications u
        JOIN posts p ON p.org_id = u.org_id AND p.id = u.post_id
        JOIN variants v ON v.org_id = p.org_id AND v.id = p.chosen_variant_id WHERE u.org_id = $1::text::uuid
        """, [org])
    }
    let wanted = rows.map { Said(account: Self.account($0[0] ?? ""), text: $0[1] ?? "") }
    let said = ours().map { Said(account: $0.account, text: $0.text) }
    verdict.intents = wanted.count
    verdict.onPlatform = said.count
    verdict.lost = Self.missing(wanted, from: said)
    verdict.duplicated = Self.missing(said, from: wanted)
    verdict.states = try await states(scene)
    verdict.published = verdict.states["published", default: 0]
    verdict.unknownAtEnd = ["unknown", "sent", "intent"].map { verdict.states[$0, default: 0] }.reduce(0, +)
    verdict.boundWrongly = boundWrongly(rows)
  }

  private struct Said: Hashable {
    var account: String
    var text: String
  }

  private static func account(_ key: String) -> String {
    key.range(of: "did:").map { String(key[$0.lowerBound...]) } ?? key.split(separator: ":").last.map(String.init)
      ?? key
  }

  /// How many of the first are not among the second, as multisets.
  private static func missing(_ first: [Said], from second: [Said]) -> Int {
    var left = second.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    return first.reduce(0) { count, said in
      guard let have = left[said], have > 0 else { return count + 1 }
      left[said] = have - 1
      return count
    }
  }

  private func boundWrongly(_ rows: [[String?]]) -> Int {
    let byID = Dictionary(
      sandbox.posts().flatMap { [($0.id, $0), ($0.uri, $0)] }, uniquingKeysWith: { first, _ in first })
    return rows.filter { row in
      guard row[2] == "published", let id = row[3], let post = byID[id] else { return row[2] == "published" }
      return post.text != row[1] || post.origin != .client
    }.count
  }

  // MARK: time

  private func wait(atMost limit: Double, until done: () async throws -> Bool) async throws {
    let start = TimeSource.system.monotonic()
    while try await !done(), seconds(since: start) < limit { try await TimeSource.system.sleep(.milliseconds(50)) }
  }

  private func seconds(since start: ContinuousClock.Instant) -> Double {
    start.duration(to: TimeSource.system.monotonic()) / .seconds(1)
  }
}

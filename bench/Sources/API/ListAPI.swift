import App
import Foundation
import Kernel

/// A JSON list of 20 posts: what the server's process computes for one request, with sign-in, rate limit and
/// row-level security here and none of them at the peers, which ask the same server the same query.
struct ListAPI: Measurement {
  static let fastAPI = "api_list_vs_fastapi"
  static let node = "api_list_vs_node"
  let figures = [fastAPI, node]
  private let scale: Scale

  init(_ scale: Scale) { self.scale = scale }

  func run(_ wanted: Set<String>) async throws -> [Figure] {
    try await Served.with(callers: scale.listCallers) { served in
      let ours = try await product(served)
      var peers: [Contender] = []
      if wanted.contains(Self.fastAPI) { peers.append(try await fastAPI(served)) }
      if wanted.contains(Self.node) { peers.append(try await node(served)) }
      do {
        let figures = try await compare(ours, peers)
        for peer in peers { await peer.server.stop() }
        return figures
      } catch {
        for peer in peers { await peer.server.stop() }
        throw error
      }
    }
  }

  private func compare(_ ours: Contender, _ peers: [Contender]) async throws -> [Figure] {
    for contender in [ours] + peers { _ = try await contender.microseconds(max(100, scale.listRequests / 5)) }
    var rounds: [[Double]] = []
    for number in 1...scale.rounds {
      var round: [Double] = []
      for contender in [ours] + peers { round.append(try await contender.microseconds(scale.listRequests)) }
      let words = zip([ours] + peers, round).map { "\($0.name) \(Int($1))" }.joined(separator: ", ")
      Report.note("round \(number): \(words) us of CPU per request")
      rounds.append(round)
    }
    return peers.enumerated().map { index, peer in
      Figure(
        peer.figure, rounds.map { $0[0] }.median, "us CPU/request", against: peer.name,
        ratio: rounds.map { $0[index + 1] / $0[0] }.median,
        goal: peer.figure == Self.fastAPI ? .ratioAtLeast(3) : .none)
    }
  }

  /// Each caller has 20 posts, which the composer wrote.
  private func product(_ served: Served) async throws -> Contender {
    var requests: [[UInt8]] = []
    for caller in served.stage.callers {
      let writer = try await Writer(Client(caller, at: served.stage.url), withVoice: false)
      let brief = try await writer.brief(
        platforms: ["x", "linkedin", "bluesky", "mastodon"], languages: ["en", "pt", "es", "fr", "de"])
      try await writer.generate(brief, variants: 1, wait: true)
      requests.append(Load.get("/v1/posts?limit=20", token: writer.client.token))
    }
    let port = URL(string: served.stage.url)?.port ?? 80
    return Contender(
      name: "starling", figure: "", server: served.server, load: Load(port: port, requests: requests))
  }

  private struct Hello: Decodable { var port: Int }

  private func fastAPI(_ served: Served) async throws -> Contender {
    let dsn = "host='\(served.stage.socket)' dbname=starling user=postgres"
    let command = try Python.command("list_fastapi.py", [dsn])
    let (server, hello) = try await ChildServer.start(command, as: Hello.self)
    return peer("FastAPI with a psycopg pool", Self.fastAPI, server, hello, served)
  }

  private func node(_ served: Served) async throws -> Contender {
    let command = ["/usr/bin/node", Peers.path("list_node.js"), served.stage.socket, "starling", "postgres"]
    let (server, hello) = try await ChildServer.start(command, as: Hello.self)
    return peer("Node's http module and a bare client", Self.node, server, hello, served)
  }

  private func peer(
    _ name: String, _ figure: String, _ server: ChildServer, _ hello: Hello, _ served: Served
  ) -> Contender {
    let requests = served.stage.callers.map { Load.get("/v1/posts?org=\($0.org)&limit=20") }
    return Contender(name: name, figure: figure, server: server, load: Load(port: hello.port, requests: requests))
  }
}

private struct Contender: Sendable {
  var name: String
  var figure: String
  var server: ChildServer
  var load: Load

  /// What its process computes for one of so many requests.
  func microseconds(_ count: Int) async throws -> Double {
    try await ready()
    guard let before = CPUClock.seconds(server.pid) else { throw Problem(.internal, "\(name) has ended") }
    try await load.send(count)
    guard let after = CPUClock.seconds(server.pid) else { throw Problem(.internal, "\(name) has ended") }
    return (after - before) / Double(count) * 1e6
  }

  /// A peer says its port before it listens.
  private func ready() async throws {
    let time = TimeSource.system
    let deadline = time.monotonic().advanced(by: .seconds(15))
    while true {
      do { return try await load.send(1, connections: 1) } catch let problem as Problem {
        guard problem.kind == .unavailable, time.monotonic() < deadline else { throw problem }
        try await time.sleep(.milliseconds(50))
      }
    }
  }
}

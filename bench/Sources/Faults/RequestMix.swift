import Foundation
import Kernel

/// What callers ask: of 100 requests 89 read lists and things, 10 write campaigns, one begins to write posts. Who writes sends
/// a fresh Idempotency-Key each time.
struct RequestMix: Sendable {
  private struct Lane: Sendable {
    var reads: [[UInt8]]
    var token: String
    var campaign: [UInt8]
    var generate: [UInt8]
  }

  private let port: Int
  private let lanes: [Lane]

  static func prepare(_ served: Served) async throws -> RequestMix {
    var lanes: [Lane] = []
    for caller in served.stage.callers {
      let client = try await Client(caller, at: served.stage.url)
      let writer = try await Writer(client, withVoice: false)
      let brief = try await writer.brief(platforms: ["bluesky"])
      try await writer.generate(brief, variants: 1, wait: true)
      let reads = [
        "/v1/posts?limit=20", "/v1/me", "/v1/brands", "/v1/briefs/\(brief)", "/v1/brands/\(writer.brand)",
        "/v1/briefs?limit=20", "/v1/usage", "/v1/metrics?limit=20",
      ]
      let campaign = ["brand_id": writer.brand, "name": "Winter"]
      let generate = #"{"brief_id":"\#(brief)","variants":1}"#
      lanes.append(
        Lane(
          reads: reads.map { Load.get($0, token: client.token) },
          token: client.token, campaign: Array(try JSONEncoder().encode(campaign)), generate: Array(generate.utf8)))
    }
    return RequestMix(port: URL(string: served.stage.url)?.port ?? 80, lanes: lanes)
  }

  /// Throws when a reply says that the request was wrong: then this measures nothing.
  func send(lane: Int, of count: Int, _ total: Int) throws -> Tally {
    var tally = Tally()
    var connection: Load.Connection?
    for number in stride(from: lane, to: total, by: count) {
      let began = TimeSource.system.monotonic()
      do {
        let open = try connection ?? Load.Connection(port)
        connection = open
        let status = try open.exchange(request(number / count, lanes[lane]))
        guard status < 400 || status >= 500 else {
          throw WrongRequest(status: status)
        }
        tally.record(status, TimeSource.system.monotonic() - began)
      } catch let wrong as WrongRequest {
        throw wrong
      } catch {
        connection = nil
        tally.record(0, TimeSource.system.monotonic() - began)
      }
    }
    return tally
  }

  private struct WrongRequest: Error { var status: Int }

  private func request(_ number: Int, _ lane: Lane) -> [UInt8] {
    switch number % 100 {
    case 50: Load.post("/v1/posts/generate", lane.generate, token: lane.token, key: "\(number)")
    case let place where place % 10 == 3:
      Load.post("/v1/campaigns", lane.campaign, token: lane.token, key: "\(number)")
    default: lane.reads[number % lane.reads.count]
    }
  }
}

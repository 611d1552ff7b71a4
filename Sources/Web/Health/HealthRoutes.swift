import HTTPTypes
import Kernel
import Telemetry

/// One part that the gateway needs to be of use: the database, the workers, the disk.
package struct ReadinessCheck: Sendable {
  package var name: String
  /// Throws in plain words when the part is not ready.
  package var check: @Sendable () async throws -> Void

  package init(_ name: String, _ check: @escaping @Sendable () async throws -> Void) {
    self.name = name
    self.check = check
  }
}

/// `/healthz` (the process answers), `/readyz` (it is of use), `/status` (for people) and `/v1/slo`.
struct HealthRoutes: Sendable {
  let checks: [ReadinessCheck]
  let objectives: ObjectiveRecorder?

  var routes: [Route] {
    [.raw(alive), .raw(ready), status] + (objectives.map { [slo($0)] } ?? [])
  }

  private var alive: RawRoute {
    RawRoute(.get, "/healthz", .anyone, "The process answers", tag: "Health", replies: [], channel: .named("health")) {
      _ in RawReply(headers: [.contentType: "text/plain; charset=utf-8"], body: .bytes(Array("ok\n".utf8)))
    }
  }

  private var ready: RawRoute {
    RawRoute(.get, "/readyz", .anyone, "It can serve", tag: "Health", replies: [], channel: .named("health")) { _ in
      let results = await results()
      let lines = results.map { "\($0.name): \($0.isReady ? "ready" : "not ready")\n" }.joined()
      return RawReply(
        status: results.allSatisfy(\.isReady) ? .ok : .serviceUnavailable,
        headers: [.contentType: "text/plain; charset=utf-8"], body: .bytes(Array(lines.utf8)))
    }
  }

  private func results() async -> [(name: String, isReady: Bool)] {
    var results: [(name: String, isReady: Bool)] = []
    for check in checks {
      do {
        try await check.check()
        results.append((check.name, true))
      } catch {
        results.append((check.name, false))
      }
    }
    return results
  }

  private var status: Route {
    .page("/status", .anyone) { _ in
      let results = await results()
      return .page(
        PageValue("Status") {
          pageHead("Status", "What this server needs, and how well it serves.")
          card("Parts") {
            dataTable("Parts", columns: ["Part", "State"], rows: results) { result in
              td { result.name.prefix(1).uppercased() + result.name.dropFirst() }
              td { result.isReady ? badge("Ready", .good) : badge("Not ready", .bad) }
            }
          }
          if let objectives { card("Objectives") { table(objectives.windows) } }
        })
    }
  }

  private func table(_ windows: [ObjectiveWindow]) -> HTML {
    dataTable(
      "Objectives", columns: ["Objective", "Target", "1 hour", "24 hours", "30 days"], rows: Objective.allCases
    ) { objective in
      td { objective.words }
      td { percent(objective.target) }
      for window in windows where window.objective == objective {
        td { window.ratio.map { badge(percent($0), window.isMet ? .good : .bad) } ?? badge("no data") }
      }
    }
  }

  private func percent(_ share: Double) -> String {
    let hundredths = Int((share * 10_000 + 1e-6).rounded(.down))
    let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
    return rest == 0 ? "\(whole) %" : "\(whole).\(rest < 10 ? "0" : "")\(rest) %"
  }

  private func slo(_ objectives: ObjectiveRecorder) -> Route {
    .get(
      "/v1/slo", "slo:read", "Service level objectives over 1 h, 24 h and 30 d", tag: "Health", reply: SLOReport.self
    ) {
      _ in SLOReport(objectives: objectives.windows.map(SLOReport.Window.init))
    }
  }
}

struct SLOReport: APIModel {
  struct Window: APIModel {
    var objective: String
    var window: String
    var target: Double
    var good: Int
    var total: Int
    var ratio: Double?
    var met: Bool

    init(_ window: ObjectiveWindow) {
      objective = window.objective.rawValue
      self.window = window.span.rawValue
      target = window.objective.target
      good = window.good
      total = window.total
      ratio = window.ratio
      met = window.isMet
    }

    static let schema = Schema.object(
      "ObjectiveWindow", .required("objective", .choice(of: Objective.self)),
      .required("window", .choice(of: ObjectiveWindow.Span.self)), .required("target", .number(0...1)),
      .required("good", .integer(0...Int.max)), .required("total", .integer(0...Int.max)),
      .optional("ratio", .number(0...1), "Absent when nothing happened."), .required("met", .boolean))
  }

  var objectives: [Window]

  static let schema = Schema.object("SLOReport", .required("objectives", .list(Window.schema, 0...100)))
}

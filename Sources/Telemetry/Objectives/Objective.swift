/// The service level objectives: what users notice when it is not so.
package enum Objective: String, Sendable, CaseIterable, Codable {
  /// A request is answered without a fault of ours: fewer than 0.5 of 1,000 end with 5xx.
  case availability
  /// The first variant of a brief is there within 6 s of the request.
  case firstVariant = "first-variant"
  /// A publication goes out by itself: it neither fails, nor is missed, nor waits for a person.
  case publishSuccess = "publish-success"
  /// Due numbers of a published post are read and rolled up within 2 minutes.
  case ingestLag = "ingest-lag"

  /// The share that has to be good.
  package var target: Double {
    switch self {
    case .availability: 0.9995
    case .firstVariant: 0.95
    case .publishSuccess: 0.99
    case .ingestLag: 0.95
    }
  }

  package var words: String {
    switch self {
    case .availability: "Requests answered without a server error"
    case .firstVariant: "Briefs with a first variant within 6 s"
    case .publishSuccess: "Publications that went out by themselves"
    case .ingestLag: "Due numbers of published posts read within 2 minutes"
    }
  }
}

/// One objective over one window.
package struct ObjectiveWindow: Sendable, Equatable, Codable {
  package enum Span: String, Sendable, CaseIterable, Codable {
    case hour = "1h"
    case day = "24h"
    case month = "30d"
  }

  package var objective: Objective
  package var span: Span
  package var good: Int
  package var total: Int

  /// Nil when nothing happened.
  package var ratio: Double? { total == 0 ? nil : Double(good) / Double(total) }
  package var isMet: Bool { ratio.map { $0 >= objective.target } ?? true }
}

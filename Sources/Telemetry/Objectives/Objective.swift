/// The service level objectives: what users notice when it is not so.
package enum Objective: String, Sendable, CaseIterable, Codable {
  /// A request is answered without a fault of ours (no 5xx).
  case availability
  /// A request is answered within 300 ms; live streams and long waits do not count.
  case speed
  /// The first variant of a brief is there within 10 s of the request.
  case firstVariant = "first-variant"
  /// A due post is out, or visibly handed to a person, within 60 s of its time.
  case onTime = "on-time"
  /// The first numbers of a published post are read from its platform within 15 minutes.
  case ingest

  /// The share that has to be good.
  package var target: Double {
    switch self {
    case .availability: 0.999
    case .speed: 0.99
    case .firstVariant: 0.95
    case .onTime: 0.99
    case .ingest: 0.99
    }
  }

  package var words: String {
    switch self {
    case .availability: "Requests answered without a server error"
    case .speed: "Requests answered within 300 ms"
    case .firstVariant: "Briefs with a first variant within 10 s"
    case .onTime: "Due posts published or handed to a person within 60 s"
    case .ingest: "Published posts with first numbers within 15 minutes"
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

package import Foundation
package import Kernel

/// A report that somebody asked for: numbers of a brand, or of all, over a period.
package struct Report: Sendable, Equatable {
  package enum State: String, Sendable, CaseIterable { case queued, ready, failed }
  package enum Format: String, Sendable, CaseIterable, Codable {
    case json, csv

    package var mediaType: String {
      switch self {
      case .json: "application/json"
      case .csv: "text/csv; charset=utf-8; header=present"
      }
    }
  }

  package var id: ReportID
  package var brand: BrandID?
  package var from: Date
  package var to: Date
  package var formats: [Format]
  package var state: State
  package var reason: String
  /// File name by format, once it is ready.
  package var files: [String: String]
  package var rows: Int
  package var createdBy: String
  package var createdAt: Date
  package var finishedAt: Date?
}

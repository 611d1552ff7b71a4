package import Contracts
import Foundation
package import Kernel
package import Web

struct UsageModel: APIModel {
  struct Figure: APIModel {
    var name: String
    var value: Int
    var span: String

    static let schema = Schema.object(
      "UsageFigure", .required("name", .verbatim(1...60), "A stable word, such as `posts_published`."),
      .required("value", .integer(0...Int.max)),
      .required("span", .choice(of: UsageFigure.Span.self), "As of now, or since the first of this month."))
  }

  var month: Date
  var figures: [Figure]

  static let schema = Schema.object(
    "Usage", .required("month", .instant, "When this month began, UTC."),
    .required("figures", .list(Figure.schema, 0...100)))
}

/// `/v1/usage`: what the organisation has, and what it did this month.
package struct UsageRoutes: Sendable {
  private let sources: [any UsageSource]
  private let time: TimeSource

  package init(_ sources: [any UsageSource], time: TimeSource) {
    self.sources = sources
    self.time = time
  }

  package var routes: [Route] {
    [
      .get(
        "/v1/usage", "usage:read", "Count what the organisation has, and did this month", tag: "Usage",
        reply: UsageModel.self
      ) { context in
        let month = Self.month(of: time.now())
        let tenant = try context.tenant
        var figures: [UsageFigure] = []
        for source in sources { figures += try await source.usage(since: month, as: tenant) }
        return UsageModel(
          month: month,
          figures: figures.map { UsageModel.Figure(name: $0.name, value: $0.value, span: $0.span.rawValue) })
      }
    ]
  }

  /// The first of the month, UTC.
  static func month(of now: Date) -> Date {
    let seconds = now.timeIntervalSince1970
    let today = Int((seconds / 86_400).rounded(.down))
    return Date(timeIntervalSince1970: Double((today - CivilDay.ofMonth(daysSince1970: today) + 1) * 86_400))
  }
}

/// Days and months by arithmetic (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_to_civil).
enum CivilDay {
  /// 1...31.
  static func ofMonth(daysSince1970 days: Int) -> Int {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    return dayOfYear - (153 * ((5 * dayOfYear + 2) / 153) + 2) / 5 + 1
  }
}

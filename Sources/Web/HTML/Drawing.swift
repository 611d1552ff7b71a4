/// A picture in a page, as SVG: shapes whose colours the style sheet gives by class, so that they follow the theme.
/// Coordinates are in units of the view box; the picture is as wide as its place.
package struct Drawing: Sendable {
  package enum Anchor: String, Sendable { case start, middle, end }

  private let width: Double
  private let height: Double
  private var shapes: [HTML] = []

  package init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  package mutating func rectangle(x: Double, y: Double, width: Double, height: Double, _ style: StaticString) {
    shapes.append(
      element(
        "rect",
        [
          .class("\(style)"), .shape("x", number(x)), .shape("y", number(y)), .shape("width", number(max(0, width))),
          .shape("height", number(height)), .shape("rx", number(height / 2)),
        ], .empty))
  }

  package mutating func circle(x: Double, y: Double, radius: Double, _ style: StaticString) {
    shapes.append(
      element(
        "circle",
        [.class("\(style)"), .shape("cx", number(x)), .shape("cy", number(y)), .shape("r", number(radius))], .empty))
  }

  package mutating func words(_ words: String, x: Double, y: Double, _ anchor: Anchor, _ style: StaticString) {
    shapes.append(
      element(
        "text",
        [.class("\(style)"), .shape("x", number(x)), .shape("y", number(y)), .shape("text-anchor", anchor.rawValue)],
        text(words)))
  }

  /// `meaning` is what somebody is told who does not see it.
  package func html(meaning: String) -> HTML {
    element(
      "svg",
      [
        .class("drawing"), .shape("viewBox", "0 0 \(number(width)) \(number(height))"),
        .role("img"), .aria("label", meaning),
      ], HTML { for shape in shapes { shape } })
  }

  /// Tenths are as fine as a screen shows.
  private func number(_ value: Double) -> String {
    let tenths = (value * 10).rounded() / 10
    return tenths == tenths.rounded() ? String(Int(tenths)) : String(tenths)
  }
}

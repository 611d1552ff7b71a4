import Text

/// What the platform itself would refuse, or show badly.
enum PlatformCheck {
  static func findings(_ text: String, _ measured: Measured, _ platform: PlatformLimits) -> [Finding] {
    PlatformLint(text).findings(platform, measured)
  }
}

/// The words under a span.
func quote(_ span: Span, _ text: String) -> String {
  var view = String.UnicodeScalarView()
  view.append(contentsOf: text.unicodeScalars.dropFirst(span.start).prefix(span.end - span.start))
  return String(view)
}

import Text

/// Everything in a text that could lead a reader somewhere else.
enum Addresses {
  /// What a platform would turn into a link, and whatever else has a scheme or begins with `www.`, whether its
  /// domain is known or not. Punctuation at the end of an address does not belong to it.
  static func found(in text: String) -> [String] {
    let linked = Entities.extract(text).filter { $0.kind == .url }.map(\.value)
    let written = text.matches(of: /(?i)(?:[a-z][a-z0-9+.\-]*:\/\/|www\.)[^\s<>"]+/).map { String($0.output) }
    return (linked + written).map(trimmed)
  }

  private static func trimmed(_ address: String) -> String {
    var address = address[...]
    while let last = address.last, ".,;:!?)]}'’”…".contains(last) { address = address.dropLast() }
    return String(address)
  }
}

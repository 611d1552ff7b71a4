import Text

/// Everything in a text that could lead a reader somewhere else.
enum Addresses {
  /// What a platform would turn into a link, and whatever else has a scheme or begins with `www.`. Punctuation at the
  /// end of an address does not belong to it.
  static func found(in text: String) -> [String] {
    let linked = Entities.extract(text).filter { $0.kind == .url }.map(\.value)
    let written = WrittenAddresses.find(in: text).map { quote($0, text) }
    return linked.map(trimmed) + written
  }

  private static func trimmed(_ address: String) -> String {
    var address = address[...]
    while let last = address.last, ".,;:!?)]}'’”…".contains(last) { address = address.dropLast() }
    return String(address)
  }
}

/// Where a link leads.
package enum LinkHost {
  /// In small letters, without `www.`, port and what stands before an `@`, which is no host
  /// (`https://acme.example@evil.example`). Nil when there is none.
  package static func of(_ link: String) -> String? {
    let bare = link.firstRange(of: "://").map { link[$0.upperBound...] } ?? link[...]
    let place = bare.prefix { !"/?#\\".contains($0) }
    let host = (place.split(separator: "@", omittingEmptySubsequences: false).last ?? place).prefix { $0 != ":" }
    let name = host.lowercased()
    let short = name.hasPrefix("www.") ? String(name.dropFirst(4)) : name
    return short.isEmpty ? nil : short
  }

  /// The host itself or one below it.
  package static func isOf(_ host: String, _ parent: String) -> Bool { host == parent || host.hasSuffix("." + parent) }
}

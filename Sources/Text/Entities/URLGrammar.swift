/// A link taken apart as RFC 3986 does, held against twitter-text's stricter rules.
struct URLGrammar {
  private var scheme: ArraySlice<UInt32>?
  private var authority: ArraySlice<UInt32>
  private var path: ArraySlice<UInt32>
  private var query: ArraySlice<UInt32>?
  private var fragment: ArraySlice<UInt32>?

  init?(_ text: String) {
    var rest = Scalars(text).values[...]
    guard !rest.isEmpty, !rest.contains(where: { $0 == 0x0A || $0 == 0x0D }) else { return nil }
    if let hash = rest.firstIndex(of: 0x23) {
      fragment = rest[(hash + 1)...]
      rest = rest[..<hash]
    }
    if let mark = rest.firstIndex(of: 0x3F) {
      query = rest[(mark + 1)...]
      rest = rest[..<mark]
    }
    if let colon = rest.firstIndex(of: 0x3A), colon > 0, rest[colon...].starts(with: [0x3A, 0x2F, 0x2F]),
      !rest[..<colon].contains(0x2F)
    {
      scheme = rest[..<colon]
      rest = rest[(colon + 3)...]
    }
    let slash = rest.firstIndex(of: 0x2F) ?? rest.endIndex
    (authority, path) = (rest[..<slash], rest[slash...])
  }

  func isValid(requireScheme: Bool) -> Bool {
    (!requireScheme || hasWebScheme) && consists(path, extra: [0x2F]) && consists(query ?? [], extra: [0x2F, 0x3F])
      && consists(fragment ?? [], extra: [0x2F, 0x3F]) && isAuthority
  }

  private var hasWebScheme: Bool {
    guard let scheme else { return false }
    let name = scheme.map(ASCII.lower)
    return name == Array("http".unicodeScalars.map(\.value)) || name == Array("https".unicodeScalars.map(\.value))
  }

  /// `pchar` of RFC 3986 with Cyrillic letters and `|`, as twitter-text has it.
  private func consists(_ part: ArraySlice<UInt32>, extra: [UInt32]) -> Bool {
    var index = part.startIndex
    while index < part.endIndex {
      let c = part[index]
      if c == 0x25 {
        guard index + 2 < part.endIndex, isHex(part[index + 1]), isHex(part[index + 2]) else { return false }
        index += 3
      } else {
        guard isUnreserved(c) || isDelimiter(c) || c == 0x3A || c == 0x40 || c == 0x7C || extra.contains(c) else {
          return false
        }
        index += 1
      }
    }
    return true
  }

  private func isHex(_ c: UInt32) -> Bool { ASCII.isDigit(c) || (97...102).contains(ASCII.lower(c)) }

  private func isUnreserved(_ c: UInt32) -> Bool {
    ASCII.isWord(c) || c == 0x2D || c == 0x2E || c == 0x7E || TwitterCharacters.isCyrillic(c)
  }

  private func isDelimiter(_ c: UInt32) -> Bool {
    switch c {
    case 0x21, 0x24, 0x26, 0x27, 0x28, 0x29, 0x2A, 0x2B, 0x2C, 0x3B, 0x3D: true
    default: false
    }
  }

  // MARK: Authority

  private var isAuthority: Bool {
    var host = authority
    if let at = host.lastIndex(of: 0x40) {
      let user = host[..<at]
      guard consists(user, extra: []), !user.contains(0x40), !user.contains(0x7C) else { return false }
      host = host[(at + 1)...]
    }
    if host.first == 0x5B { return isAddress6(host) }
    if let colon = host.firstIndex(of: 0x3A) {
      guard isPort(host[(colon + 1)...]) else { return false }
      host = host[..<colon]
    }
    return isAddress4(host) || isDomain(host)
  }

  private func isPort(_ port: ArraySlice<UInt32>) -> Bool {
    (1...5).contains(port.count) && port.allSatisfy(ASCII.isDigit)
  }

  private func isAddress6(_ host: ArraySlice<UInt32>) -> Bool {
    guard let close = host.firstIndex(of: 0x5D), close > host.startIndex + 1 else { return false }
    let inner = host[(host.startIndex + 1)..<close]
    guard inner.allSatisfy({ isHex($0) || $0 == 0x3A || $0 == 0x2E }) else { return false }
    let rest = host[(close + 1)...]
    return rest.isEmpty || (rest.first == 0x3A && isPort(rest.dropFirst()))
  }

  private func isAddress4(_ host: ArraySlice<UInt32>) -> Bool {
    let octets = host.split(separator: 0x2E, omittingEmptySubsequences: false)
    return octets.count == 4
      && octets.allSatisfy { octet in
        guard (1...3).contains(octet.count), octet.allSatisfy(ASCII.isDigit) else { return false }
        if octet.count > 1, octet.first == 0x30 { return false }
        return octet.reduce(0) { $0 * 10 + Int($1 - 48) } <= 255
      }
  }

  private func isDomain(_ host: ArraySlice<UInt32>) -> Bool {
    let labels = host.split(separator: 0x2E, omittingEmptySubsequences: false)
    guard labels.count >= 2, let top = labels.last, let start = top.first, !ASCII.isDigit(start) else { return false }
    return labels.enumerated().allSatisfy { isLabel($1, underscores: $0 < labels.count - 2) }
  }

  private func isLabel(_ label: ArraySlice<UInt32>, underscores: Bool) -> Bool {
    guard let first = label.first, let last = label.last, isLabelEdge(first), isLabelEdge(last) else { return false }
    return label.allSatisfy { isLabelEdge($0) || $0 == 0x2D || (underscores && $0 == 0x5F) }
  }

  private func isLabelEdge(_ c: UInt32) -> Bool { ASCII.isAlphanumeric(c) || c > 0x7F }
}

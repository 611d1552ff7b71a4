import Foundation
import Kernel

/// Why a text was refused, for the person who sent it.
package struct TextFault: Error, Equatable {
  package var message: String

  init(_ message: String) { self.message = message }
}

extension StringRules {
  /// The text as it will be kept, or what is wrong with it.
  package func check(_ text: String) -> Result<String, TextFault> {
    let normal = normalised(text)
    if let message = lengthFault(normal) ?? formFault(normal) { return .failure(TextFault(message)) }
    return .success(normal)
  }

  private func normalised(_ text: String) -> String {
    switch form {
    case .line: nfc(text)
    case .text: nfc(text.utf8.contains(0x0D) ? text.replacing("\r\n", with: "\n") : text)
    default: text
    }
  }

  private func nfc(_ text: String) -> String {
    text.utf8.allSatisfy { $0 < 0x80 } ? text : text.precomposedStringWithCanonicalMapping
  }

  private func lengthFault(_ text: String) -> String? {
    if case .choice = form { return nil }
    if case .id(let prefix) = form {
      return isID(text, prefix) ? nil : "This is not an id that starts with \(prefix)_."
    }
    let count = text.unicodeScalars.count
    if count == 0, length.lowerBound > 0 { return "This must not be empty." }
    if count < length.lowerBound { return "This needs at least \(length.lowerBound) characters, \(count) given." }
    if count > length.upperBound { return "This has \(count) characters, at most \(length.upperBound) are allowed." }
    return nil
  }

  private func formFault(_ text: String) -> String? {
    if let message = controlFault(text) { return message }
    switch form {
    case .line, .text:
      let isBlank = length.lowerBound > 0 && text.allSatisfy(\.isWhitespace)
      return isBlank ? "This must not consist of blanks only." : nil
    case .verbatim, .id: return nil
    case .choice(let values):
      return values.contains { $0.utf8.elementsEqual(text.utf8) }
        ? nil : "This must be one of: " + values.joined(separator: ", ") + "."
    case .instant: return Instant.parse(text) == nil ? "This must be a time such as 2026-11-23T09:30:00Z." : nil
    case .day: return Instant.parse(text + "T00:00:00Z") == nil ? "This must be a day such as 2026-11-23." : nil
    case .zone: return isZone(text) ? nil : "This must be a time zone such as Europe/Berlin."
    case .language: return isLanguage(text) ? nil : "This must be a language tag such as en or pt-BR."
    case .url: return isWebAddress(text) ? nil : "This must be an address that starts with https:// or http://."
    case .email: return isEmail(text) ? nil : "This must be an email address."
    case .color: return isColor(text) ? nil : "This must be a colour such as #1a2b3c."
    case .slug: return isSlug(text) ? nil : "Only lower-case letters, digits and hyphens are allowed here."
    case .base64: return Data(base64Encoded: text) == nil ? "This must be base64." : nil
    }
  }

  /// C0 and C1 controls, DEL, and the two line separators in one-line texts.
  private func controlFault(_ text: String) -> String? {
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0: return "The character U+0000 is not allowed."
      case 0x09...0x0A where form == .text || form == .verbatim: continue
      case 0x01..<0x20, 0x7F..<0xA0:
        if form == .verbatim { continue }
        return "The control character U+\(hex(scalar.value)) is not allowed."
      case 0x2028...0x2029 where form == .line: return "Line breaks are not allowed here."
      default: continue
      }
    }
    return nil
  }

  private func hex(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

private func isID(_ text: String, _ prefix: String) -> Bool {
  text.utf8.starts(with: (prefix + "_").utf8)
    && Base32.decodeUUID(text.dropFirst(prefix.count + 1)) != nil
}

private func isZone(_ text: String) -> Bool {
  text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
    !part.isEmpty
      && part.utf8.allSatisfy {
        isAlphanumeric($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+")
      }
  }
}

private func isLanguage(_ text: String) -> Bool {
  let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
  guard let first = parts.first, (2...3).contains(first.count), first.allSatisfy(isLetter) else { return false }
  return parts.dropFirst().allSatisfy { (1...8).contains($0.count) && $0.allSatisfy(isAlphanumeric) }
}

private func isWebAddress(_ text: String) -> Bool {
  guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }),
    let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(), let host = parts.host
  else { return false }
  return (scheme == "https" || scheme == "http") && !host.isEmpty && parts.user == nil && parts.password == nil
}

private func isEmail(_ text: String) -> Bool {
  let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
  guard parts.count == 2, (1...64).contains(parts[0].count), text.utf8.allSatisfy(isMailByte) else { return false }
  let labels = parts[1].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
  return labels.count > 1
    && labels.allSatisfy { label in
      (1...63).contains(label.count) && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
    }
}

private func isMailByte(_ byte: UInt8) -> Bool {
  byte > 0x20 && byte != 0x7F && !"()<>,;:\\\"[]".utf8.contains(byte)
}

private func isColor(_ text: String) -> Bool {
  text.utf8.count == 7 && text.utf8.first == UInt8(ascii: "#")
    && text.dropFirst().utf8.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
}

private func isSlug(_ text: String) -> Bool {
  text.utf8.allSatisfy { byte in
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
  }
}

private func isLetter(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
}

private func isAlphanumeric(_ byte: UInt8) -> Bool { isLetter(byte) || (0x30...0x39).contains(byte) }

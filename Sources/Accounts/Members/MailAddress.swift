import Foundation
import Kernel

/// A mail address as people type it, checked for the shape that mail servers accept, and the folded
/// form by which an account is found. The local part keeps its case for sending.
package struct MailAddress: Sendable, Hashable {
  package let text: String

  /// Lower-cased and NFC: one account per mailbox, however it is typed.
  package var folded: String { text.precomposedStringWithCanonicalMapping.lowercased() }

  /// RFC 5321 lengths (64 before the @, 255 after, 254 in all); no quoted local parts.
  package init?(_ text: String) {
    let trimmed = text.trimmingCharacters(in: .whitespaces)
    let parts = trimmed.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, trimmed.utf8.count <= 254, (1...64).contains(parts[0].utf8.count),
      Self.isLocalPart(parts[0]), Self.isDomain(parts[1])
    else { return nil }
    self.text = trimmed
  }

  package static func parse(_ text: String, at pointer: String) throws -> MailAddress {
    guard let address = MailAddress(text) else {
      throw Problem.invalid(pointer, "This is not a mail address. Write it like ada@example.org.")
    }
    return address
  }

  private static func isLocalPart(_ part: Substring) -> Bool {
    let refused: Set<Character> = ["\"", "(", ")", ",", ":", ";", "<", ">", "[", "]", "\\", " "]
    return !part.hasPrefix(".") && !part.hasSuffix(".") && !part.contains("..")
      && part.allSatisfy {
        !refused.contains($0) && !$0.unicodeScalars.contains { $0.properties.generalCategory == .control }
      }
  }

  private static func isDomain(_ part: Substring) -> Bool {
    let labels = part.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2 || part == "localhost" else { return false }
    return part.utf8.count <= 253
      && labels.allSatisfy { label in
        (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
          && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
      }
  }
}

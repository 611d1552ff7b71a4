package import Foundation

/// A plain-text mail. `render` gives RFC 5322 text with CRLF line ends, encoded words in the headers
/// (RFC 2047) and a quoted-printable body (RFC 2045), so that it survives every server.
package struct MailMessage: Sendable, Equatable {
  package var to: String
  package var subject: String
  package var body: String

  package init(to: String, subject: String, body: String) {
    self.to = to
    self.subject = subject
    self.body = body
  }

  package func render(from: String, messageID: String, date: Date) -> String {
    let headers = [
      "From: \(Self.unfolded(from))",
      "To: \(Self.unfolded(to))",
      "Subject: \(Self.encodedWords(Self.unfolded(subject)))",
      "Date: \(Self.date(date))",
      "Message-ID: <\(Self.unfolded(messageID))>",
      "Auto-Submitted: auto-generated",
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: quoted-printable",
    ]
    return headers.joined(separator: "\r\n") + "\r\n\r\n" + Self.quotedPrintable(body)
  }

  /// No header may grow a second line from what somebody typed.
  static func unfolded(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? " " : $0 }))
  }

  static func encodedWords(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { !$0.isASCII }) || text.utf8.count > 60 else { return text }
    var words: [String] = []
    var chunk = ""
    for character in text {
      if chunk.utf8.count + String(character).utf8.count > 39 {
        words.append(chunk)
        chunk = ""
      }
      chunk.append(character)
    }
    words.append(chunk)
    return words.map { "=?utf-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(separator: "\r\n ")
  }

  static func quotedPrintable(_ text: String) -> String {
    let lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map(quotedLine).joined(separator: "\r\n") + "\r\n"
  }

  private static func quotedLine(_ line: Substring) -> String {
    var out = ""
    var column = 0
    let bytes = Array(line.utf8)
    for (index, byte) in bytes.enumerated() {
      let isLast = index == bytes.count - 1
      let literal = (33...126).contains(byte) && byte != UInt8(ascii: "=") || (byte == 32 || byte == 9) && !isLast
      let piece = literal ? String(UnicodeScalar(byte)) : "=" + hex(byte)
      if column + piece.utf8.count > 75 {
        out += "=\r\n"
        column = 0
      }
      out += piece
      column += piece.utf8.count
    }
    return out
  }

  private static func hex(_ byte: UInt8) -> String {
    let digits = Array("0123456789ABCDEF")
    return String([digits[Int(byte >> 4)], digits[Int(byte & 15)]])
  }

  /// RFC 5322 section 3.3, in UTC.
  static func date(_ date: Date) -> String {
    date.formatted(
      Date.VerbatimFormatStyle(
        format:
          "\(weekday: .abbreviated), \(day: .twoDigits) \(month: .abbreviated) \(year: .defaultDigits) \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits):\(second: .twoDigits) +0000",
        locale: Locale(identifier: "en_US_POSIX"), timeZone: .gmt, calendar: Calendar(identifier: .gregorian)))
  }
}

import Foundation
import HTTPTypes
import Kernel
import NIOCore
import Synchronization

/// How the end of a reply's body is told (RFC 9112 section 6.3).
enum ReplyFraming: Sendable, Equatable {
  case length(Int)
  case chunked
  /// The connection ends with it: for clients of HTTP/1.0.
  case close
  /// There is no body, and nothing to say about one.
  case none
}

/// Replies as they go over the wire in HTTP/1.1 (RFC 9112).
enum ReplyBytes {
  /// Status line and header fields, and whatever of the body is there already, in one buffer.
  /// - Parameter date: for the field `Date`.
  static func head(
    _ status: HTTPResponse.Status, _ fields: HTTPFields, _ framing: ReplyFraming, closes: Bool, date: String,
    body: [UInt8] = []
  ) -> ByteBuffer {
    let given = fields.reduce(status.reasonPhrase.utf8.count) {
      $0 + $1.name.rawName.utf8.count + $1.value.utf8.count + 4
    }
    // The lines that are added here are shorter than that together.
    let room = given + date.utf8.count + 200
    var buffer = ByteBufferAllocator().buffer(capacity: room + body.count)
    buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: room) { memory in
      var text = TextCursor(memory)
      text.add("HTTP/1.1 ")
      text.add(String(status.code))
      text.add(" ")
      text.add(status.reasonPhrase)
      for field in fields where !isOurs(field.name, closes) { text.line(field.name.rawName, field.value) }
      switch framing {
      case .length(let length): text.line("Content-Length", String(length))
      case .chunked: text.line("Transfer-Encoding", "chunked")
      case .close, .none: break
      }
      text.line("Date", date)
      if closes { text.line("Connection", "close") }
      text.add("\r\n\r\n")
      return text.count
    }
    buffer.writeBytes(body)
    return buffer
  }

  static func chunk(_ bytes: [UInt8]) -> ByteBuffer {
    var buffer = ByteBufferAllocator().buffer(capacity: bytes.count + 20)
    buffer.writeString(String(bytes.count, radix: 16))
    buffer.writeStaticString("\r\n")
    buffer.writeBytes(bytes)
    buffer.writeStaticString("\r\n")
    return buffer
  }

  static let lastChunk = ByteBuffer(string: "0\r\n\r\n")

  /// Fields that follow from how the reply is sent.
  private static func isOurs(_ name: HTTPField.Name, _ closes: Bool) -> Bool {
    name == .contentLength || name == .transferEncoding || name == .date || (closes && name == .connection)
  }
}

/// Writes texts one after another into memory that has room for them.
private struct TextCursor {
  private let memory: UnsafeMutableBufferPointer<UInt8>
  private(set) var count = 0

  init(_ memory: UnsafeMutableRawBufferPointer) { self.memory = memory.bindMemory(to: UInt8.self) }

  mutating func add(_ text: String) {
    count = UnsafeMutableBufferPointer(rebasing: memory[count...]).initialize(from: text.utf8).index + count
  }

  /// A field, after the end of the line before.
  mutating func line(_ name: String, _ value: String) {
    add("\r\n")
    add(name)
    add(": ")
    add(value)
  }
}

/// The field `Date`, written once a second.
final class ReplyDate: Sendable {
  private let time: TimeSource
  private let last = Mutex<(second: Int, text: String)>((0, ""))

  init(_ time: TimeSource) { self.time = time }

  /// In the form of RFC 9110 section 5.6.7: `Sun, 06 Nov 1994 08:49:37 GMT`.
  var text: String {
    let second = Int(time.now().timeIntervalSince1970)
    return last.withLock { last in
      if last.second != second { last = (second, Self.text(second)) }
      return last.text
    }
  }

  static func text(_ second: Int) -> String {
    var (moment, parts) = (time_t(second), tm())
    gmtime_r(&moment, &parts)
    let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { two(Int($0)) }.joined(separator: ":")
    let day = "\(days[Int(parts.tm_wday)]), \(two(Int(parts.tm_mday))) \(months[Int(parts.tm_mon)])"
    return "\(day) \(Int(parts.tm_year) + 1900) \(clock) GMT"
  }

  private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}

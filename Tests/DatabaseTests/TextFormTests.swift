import Foundation
import Testing

@testable import Database

/// The forms in which Postgres writes values, read without a server.
@Suite("Values as Postgres writes them") struct TextFormTests {
  @Test(
    "an instant is the same whichever way it is written, with any digits of a fraction",
    arguments: ["", ".5", ".25", ".125", ".0625", ".03125", ".015625", ".000001", ".999999"])
  func instants(_ fraction: String) throws {
    let usual = try #require(Timestamp.date("2026-11-23 18:47:20\(fraction)+00"))
    #expect(usual == Timestamp.date("2026-11-23T18:47:20\(fraction)Z"))
    #expect(usual == Timestamp.date("2026-11-23 19:47:20\(fraction)+01"))
    #expect(usual == Timestamp.date("2026-11-23 18:17:20\(fraction)-00:30"))
    #expect(usual.timeIntervalSince1970.rounded(.down) == 1_795_459_640)
  }

  @Test(
    "what is no instant is refused",
    arguments: [
      "2026-13-23 18:47:20+00", "2026-00-23 18:47:20+00", "2026-11-32 18:47:20+00", "2026-11-23 24:47:20+00",
      "2026-11-23 18:60:20+00", "2026-11-23 18:47:61+00", "2026-11-2x 18:47:20+00", "2026-11-23 18:47:20.+00",
      "2026-11-23 18:47:20.1x+00", "2026-11-23 18:47:20", "", "2026-11-23",
    ])
  func noInstants(_ text: String) { #expect(Timestamp.date(text) == nil) }

  @Test("both ends of time are read, and the year 12026")
  func ends() {
    #expect(Timestamp.date("infinity") == .distantFuture)
    #expect(Timestamp.date("-infinity") == .distantPast)
    #expect(Timestamp.date("12026-11-23 18:47:20+00") != nil)
  }

  @Test("each digit of an id counts, and a character that is none is refused in every place")
  func ids() {
    let text = "0193577a-1b2c-7def-8a9b-cdef01234567"
    #expect(uuid(text) == UUID(uuidString: text))
    #expect(uuid(text.uppercased()) == UUID(uuidString: text))
    for place in 0..<36 {
      for wrong in "/:@G`g \u{1}" {
        var changed = Array(text)
        changed[place] = wrong
        #expect(uuid(String(changed)) == nil, "\(String(changed))")
      }
    }
    #expect(uuid(String(text.dropLast())) == nil)
  }

  private func uuid(_ text: String) -> UUID? { Array(text.utf8).withUnsafeBufferPointer { Hex.uuid($0) } }
}

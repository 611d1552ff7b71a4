import Foundation
import Kernel
import Testing

private let zones = Zones()

private func utc(_ text: String) throws -> Date {
  let wall = try #require(WallTime(text))
  return Date(timeIntervalSince1970: Double(wall.seconds))
}

@Suite("Time zones")
struct ZonesTests {
  @Test(
    "a wall time has the instant that its zone's rules give it",
    arguments: [
      ("Europe/Berlin", "2026-11-23T09:00", "2026-11-23T08:00", Zone.Reading.exact),
      ("Europe/Berlin", "2027-03-28T02:30", "2027-03-28T01:30", .gap),
      ("Europe/Berlin", "2027-03-28T03:00", "2027-03-28T01:00", .exact),
      ("Europe/Berlin", "2027-10-31T02:30", "2027-10-31T00:30", .overlap),
      ("America/New_York", "2026-11-01T01:30", "2026-11-01T05:30", .overlap),
      ("America/New_York", "2027-03-14T02:00", "2027-03-14T07:00", .gap),
      ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:45", .gap),
      ("Australia/Lord_Howe", "2027-04-04T01:45", "2027-04-03T14:45", .overlap),
      ("Asia/Kathmandu", "2026-12-01T00:00", "2026-11-30T18:15", .exact),
      ("Pacific/Apia", "2011-12-30T12:00", "2011-12-30T22:00", .gap),
      ("America/Nuuk", "2024-03-30T22:30", "2024-03-31T00:30", .exact),
      ("Asia/Tokyo", "9999-12-31T23:59:59", "9999-12-31T14:59:59", .exact),
      ("Europe/Berlin", "9999-07-01T12:00", "9999-07-01T10:00", .exact),
      ("UTC", "2026-02-28T23:59", "2026-02-28T23:59", .exact),
    ])
  func instants(_ zone: String, _ wall: String, _ expected: String, _ reading: Zone.Reading) throws {
    let found = try zones.zone(zone).instant(of: try #require(WallTime(wall)))
    #expect(found.date == (try utc(expected)))
    #expect(found.reading == reading)
  }

  @Test("every change of every zone from 2024 to 2030 keeps to the rule for gaps and overlaps")
  func everyTransition() throws {
    let (from, to) = (try utc("2024-01-01T00:00"), try utc("2031-01-01T00:00"))
    var count = 0
    for name in zones.names() {
      let zone = try zones.zone(name)
      for change in zone.transitions(from: from, to: to) {
        count += 1
        try check(zone, change)
      }
    }
    #expect(count > 1000)
  }

  /// Walks the wall clock minute-wise around a change: each time has one instant, and only a gap's moves.
  private func check(_ zone: Zone, _ change: Date) throws {
    let before = zone.offset(at: change.addingTimeInterval(-1))
    let after = zone.offset(at: change)
    let jump = Int(change.timeIntervalSince1970) + before
    for step in stride(from: -7200, through: 7200, by: 900) {
      let local = jump + step
      let wall = try #require(WallTime(seconds: local))
      let found = zone.instant(of: wall)
      let inGap = after > before && (0..<(after - before)).contains(step)
      let inOverlap = after < before && ((after - before)..<0).contains(step)
      #expect(found.reading == (inGap ? .gap : inOverlap ? .overlap : .exact), "\(zone.name) \(wall)")
      let offset = step < 0 || inGap ? before : after
      #expect(found.date.timeIntervalSince1970 == Double(local - offset), "\(zone.name) \(wall)")
      if !inGap { #expect(zone.wallTime(at: found.date) == wall, "\(zone.name) \(wall)") }
    }
  }

  @Test(
    "a name that is no zone is refused in words",
    arguments: [
      "", "Mars/Olympus", "../../etc/passwd", "/etc/localtime", "Europe", "Europe/Berlin/", "tzdata.zi", "a\0b",
    ])
  func unknown(_ name: String) {
    let problem = #expect(throws: Problem.self) { try zones.zone(name) }
    #expect(problem?.kind == .invalid)
  }

  @Test("the folder says which version of the rules it holds")
  func version() throws { #expect(try #require(zones.version()).hasPrefix("20")) }
}

@Suite("Wall times")
struct WallTimeTests {
  @Test(
    "a wall time reads and prints the same",
    arguments: ["2024-02-29T00:00:00", "0001-01-01T00:00:00", "9999-12-31T23:59:59"])
  func roundTrip(_ text: String) throws {
    let wall = try #require(WallTime(text))
    #expect(wall.description == text)
    #expect(WallTime(seconds: wall.seconds) == wall)
  }

  @Test(
    "what no calendar has is refused",
    arguments: [
      "2025-02-29T00:00", "2026-13-01T00:00", "2026-00-10T00:00", "2026-01-32T00:00", "2026-01-01T24:00",
      "2026-01-01T23:60", "2026-01-01 23:00", "0000-01-01T00:00", "10000-01-01T00:00", "2026-01-01T23:00Z",
      "2026-01-01T2३:00", "", "+026-01-01T00:00",
    ])
  func impossible(_ text: String) { #expect(WallTime(text) == nil) }
}

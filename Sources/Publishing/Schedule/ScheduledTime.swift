package import Foundation
package import Kernel

/// When a post goes out: the instant, with the wall time and the zone that a person meant.
package struct ScheduledTime: Sendable, Equatable {
  package var instant: Date
  package var wall: String
  package var zone: String
  package var reading: Zone.Reading

  /// Reads a wall time in a zone. Throws `Problem(.invalid)` for what no calendar or zone has.
  package init(wall text: String, zone name: String, zones: Zones) throws {
    guard let wall = WallTime(text) else {
      throw Problem.invalid("/at", "Write the time as 2026-11-24T09:00, without a zone.")
    }
    let found = try zones.zone(name).instant(of: wall)
    (instant, reading) = (found.date, found.reading)
    self.wall = wall.description
    zone = name
  }

  /// An instant as it reads in a zone.
  package init(instant: Date, zone name: String, zones: Zones) throws {
    guard let wall = try zones.zone(name).wallTime(at: instant) else {
      throw Problem.invalid("/at", "That time is outside the years 1 to 9999.")
    }
    self.instant = instant
    self.wall = wall.description
    zone = name
    reading = .exact
  }

  /// A minute of grace for clocks and clicks; two years ahead, since rules of zones and people change.
  package func check(now: Date) throws {
    guard instant >= now.addingTimeInterval(-60) else {
      throw Problem.invalid("/at", "That time has passed. Choose a later one, or publish now.")
    }
    guard instant <= now.addingTimeInterval(2 * 366 * 86_400) else {
      throw Problem.invalid("/at", "That is more than two years ahead. Choose an earlier time.")
    }
  }
}

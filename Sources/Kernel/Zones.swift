package import Foundation
import Synchronization

/// Time zones from one folder of TZif files. Postgres and Foundation carry tables of their own, which may differ:
/// nothing in this program asks them.
package final class Zones: Sendable {
  private let folder: URL
  private let loaded = Mutex<[String: Zone]>([:])

  package init(folder: URL = URL(fileURLWithPath: "/usr/share/zoneinfo", isDirectory: true)) { self.folder = folder }

  /// Throws `Problem(.invalid)` for a name that the folder does not have.
  package func zone(_ name: String) throws -> Zone {
    if let zone = loaded.withLock({ $0[name] }) { return zone }
    guard Self.isName(name), let data = try? Data(contentsOf: folder.appendingPathComponent(name)),
      let zone = Zone(name: name, tzif: Array(data))
    else {
      throw Problem.invalid("/zone", "\u{201C}\(name.prefix(60))\u{201D} is no IANA time zone, such as Europe/Berlin.")
    }
    loaded.withLock { $0[name] = zone }
    return zone
  }

  /// Every zone that the folder's own table of places names, sorted, with UTC.
  package func names() -> [String] {
    let table = (try? String(contentsOf: folder.appendingPathComponent("tzdata.zi"), encoding: .utf8)) ?? ""
    let names = table.split(separator: "\n").compactMap { line -> String? in
      let words = line.split(separator: " ")
      if line.hasPrefix("Z "), words.count > 1 { return String(words[1]) }
      return line.hasPrefix("L ") && words.count > 2 ? String(words[2]) : nil
    }
    return Set(names + ["UTC"]).sorted()
  }

  /// `2026b`; nil where the folder does not say.
  package func version() -> String? {
    let table = (try? String(contentsOf: folder.appendingPathComponent("tzdata.zi"), encoding: .utf8)) ?? ""
    let first = table.split(separator: "\n").first ?? ""
    return first.hasPrefix("# version ") ? String(first.dropFirst(10)) : nil
  }

  /// Path parts of letters, digits, `_`, `+` and `-` only, so that a name cannot leave the folder.
  private static func isName(_ name: String) -> Bool {
    name.utf8.count <= 60
      && name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
        !part.isEmpty
          && part.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
              || [0x2B, 0x2D, 0x5F].contains(byte)
          }
      }
  }
}

/// One zone's rules.
package struct Zone: Sendable {
  package let name: String
  private let table: TZif

  init?(name: String, tzif: [UInt8]) {
    guard let table = TZif(tzif) else { return nil }
    self.name = name
    self.table = table
  }

  /// What a wall time meant.
  package enum Reading: String, Sendable, Codable {
    case exact
    /// The clock jumped over it: moved forward by the length of the jump.
    case gap
    /// The clock showed it twice: the first time counts.
    case overlap
  }

  package func instant(of wall: WallTime) -> (date: Date, reading: Reading) {
    let local = wall.seconds
    let offsets = table.offsets(near: local)
    let candidates = offsets.map { local - $0 }.filter { table.offset(at: $0) == local - $0 }.sorted()
    if let first = candidates.first {
      return (Date(seconds: first), candidates.last == first ? .exact : .overlap)
    }
    return (Date(seconds: local - table.offsetBeforeGap(at: local)), .gap)
  }

  /// What the wall shows at an instant; nil outside the years 1 to 9999.
  package func wallTime(at date: Date) -> WallTime? {
    let seconds = Int(date.timeIntervalSince1970.rounded(.down))
    return WallTime(seconds: seconds + table.offset(at: seconds))
  }

  /// Seconds east of UTC.
  package func offset(at date: Date) -> Int { table.offset(at: Int(date.timeIntervalSince1970.rounded(.down))) }

  /// The changes of the clock in a span of time, for tests and for planning.
  package func transitions(from: Date, to: Date) -> [Date] {
    table.changes(from: Int(from.timeIntervalSince1970), to: Int(to.timeIntervalSince1970)).map { Date(seconds: $0) }
  }
}

extension Date {
  fileprivate init(seconds: Int) { self.init(timeIntervalSince1970: Double(seconds)) }
}

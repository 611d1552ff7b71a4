package import Foundation
import Kernel
import Web

/// A page of a list that is ordered by id, newest first.
package struct Keyset<Filter: Sendable>: Sendable {
  package var filter: Filter
  package var before: UUID
  package var limit: Int

  /// One row more than asked for is read, to know whether there is a next page.
  var rows: Int { limit + 1 }

  /// Throws `Problem(.invalid)` for a cursor of another list.
  init(_ list: String, _ filter: Filter, _ paging: Paging) throws {
    self.filter = filter
    limit = min(100, max(1, paging.limit))
    before = try Self.start(list, paging.after)
  }

  private static func start(_ list: String, _ cursor: Cursor?) throws -> UUID {
    guard let cursor else { return last }
    guard cursor.list == list, let text = cursor.values.first, let id = UUID(uuidString: text) else {
      throw Problem.invalid("query/cursor", "This cursor belongs to another list. Start without one.")
    }
    return id
  }

  private static var last: UUID {
    UUID(
      uuid: (255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255))
  }

  func page<Item, Kind>(_ list: String, _ rows: [Item], id: (Item) -> ID<Kind>) -> Page<Item> {
    let items = Array(rows.prefix(limit))
    let next = rows.count > limit ? items.last.map { Cursor(list: list, values: [id($0).uuid.uuidString]) } : nil
    return Page(items: items, next: next)
  }
}

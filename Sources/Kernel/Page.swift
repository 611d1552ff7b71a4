/// One page of a list in a stable order, newest first unless the list says otherwise.
/// `next` is opaque text for the caller; Web signs it.
package struct Page<Item: Sendable>: Sendable {
  package var items: [Item]
  /// Position after the last item; nil on the last page.
  package var next: Cursor?

  @inlinable
  package init(items: [Item], next: Cursor?) {
    self.items = items
    self.next = next
  }

  @inlinable
  package func map<Other: Sendable>(_ transform: (Item) throws -> Other) rethrows -> Page<Other> {
    Page<Other>(items: try items.map(transform), next: next)
  }
}

/// A keyset position: the sort values of the last row, as text, in the list's order.
package struct Cursor: Sendable, Hashable, Codable {
  package var list: String
  package var values: [String]

  package init(list: String, values: [String]) {
    self.list = list
    self.values = values
  }
}

extension Page {
  /// A page from `limit + 1` rows: the extra row only says that there is more.
  package static func cut(
    _ rows: [Item], limit: Int, list: String, position: (Item) -> [String]
  ) -> Page {
    guard rows.count > limit, limit > 0 else { return Page(items: rows, next: nil) }
    let items = Array(rows.prefix(limit))
    return Page(items: items, next: items.last.map { Cursor(list: list, values: position($0)) })
  }
}

import Kernel

/// A request or reply body. Properties encode under their snake_case name (`brandID` is `brand_id`);
/// dates are RFC 3339 in UTC.
package protocol APIModel: Codable, Sendable {
  static var schema: Schema { get }
}

/// For endpoints that read no body; one that is sent is refused.
package struct NoBody: APIModel {
  package static let schema = Schema(.object([]), name: "Empty")
  package init() {}
}

/// For endpoints that answer 204 without a body.
package struct NoReply: APIModel {
  package static let schema = Schema(.object([]), name: "Empty")
  package init() {}
}

/// One page of a list. `next` goes back unchanged as the query parameter `cursor`.
package struct List<Item: APIModel>: APIModel {
  package var items: [Item]
  package var next: String?

  package init(items: [Item], next: String? = nil) {
    self.items = items
    self.next = next
  }

  package static var schema: Schema {
    .object(
      (Item.schema.name ?? "Item") + "List",
      .required("items", .list(Item.schema, 0...100)),
      .optional("next", .verbatim(1...2_000), "Cursor of the next page; absent on the last one."))
  }
}

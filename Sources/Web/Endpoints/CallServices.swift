import Kernel

/// What the server gives every call.
struct CallServices: Sendable {
  var cursors: CursorSigner
}

struct CursorSigner: Sendable {
  func sign(_ cursor: Cursor, for context: EndpointContext) throws -> String { cursor.values.joined(separator: ",") }
}

import Database
import HTTPTypes
import Kernel

/// What the server gives every call.
struct CallServices: Sendable {
  var cursors: CursorSigner
  /// What this call's cursors are bound to.
  var cursorPlace: String
  var database: Database?
  var status: HTTPResponse.Status
  var idempotent: IdempotentCall?
  var time: TimeSource
}

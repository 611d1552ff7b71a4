import Database
import HTTPTypes
import Kernel

/// What the server gives every call.
struct CallServices: Sendable {
  var cursors: CursorSigner
  var cursorPlace: CursorPlace
  var database: Database?
  var status: HTTPResponse.Status
  var idempotent: IdempotentCall?
  var time: TimeSource
}

/// What a call's cursors are bound to: org, path and filters. Most calls read and write no cursor.
struct CursorPlace: Sendable {
  var org: OrgID?
  var path = ""
  var query: [(name: String, value: String)] = []

  var text: String {
    let filters = query.filter { $0.name != "cursor" && $0.name != "limit" }.map { "\($0.name)=\($0.value)" }
    return ([org?.description ?? "", path] + filters.sorted()).joined(separator: "\u{1F}")
  }
}

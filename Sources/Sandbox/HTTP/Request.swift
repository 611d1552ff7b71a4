/// One HTTP request, whole.
struct Request: Sendable {
  var method: String
  /// Percent-decoded path without the query.
  var path: String
  var query: [(name: String, value: String)]
  /// Names in lower case.
  var headers: [(name: String, value: String)]
  var body: [UInt8]
  /// Address of the peer without its port.
  var peer: String

  func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

  func query(_ name: String) -> String? { query.first { $0.name == name }?.value }

  func queries(_ name: String) -> [String] { query.filter { $0.name == name }.map(\.value) }

  /// Content type without parameters, in lower case.
  var mediaType: String? {
    header("content-type")?.split(separator: ";").first.map { $0.lowercased().filter { $0 != " " } }
  }

  /// The credential after `scheme `, which is compared without regard to case.
  func authorization(_ scheme: String) -> String? {
    guard let value = header("authorization"), value.lowercased().hasPrefix(scheme.lowercased() + " ") else {
      return nil
    }
    return String(value.dropFirst(scheme.count + 1))
  }
}

struct Reply: Sendable {
  var status: Int
  var headers: [(name: String, value: String)]
  var body: [UInt8]

  init(_ status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  static func json(_ status: Int, _ value: JSON, headers: [(name: String, value: String)] = []) -> Reply {
    Reply(status, headers: [("Content-Type", "application/json; charset=utf-8")] + headers, body: value.bytes)
  }

  static func html(_ status: Int, _ text: String) -> Reply {
    Reply(status, headers: [("Content-Type", "text/html; charset=utf-8")], body: Array(text.utf8))
  }

  func adding(_ more: [(name: String, value: String)]) -> Reply {
    Reply(status, headers: headers + more, body: body)
  }
}

/// What happens on the connection after a request was dealt with.
enum Delivery: Sendable {
  case reply(Reply)
  /// The head and this many bytes of the body (nothing at all for nil), then the connection ends.
  case cut(Reply, bodyBytes: Int?)
  /// A TCP reset without a byte of a reply.
  case reset
  /// The connection stays open and silent until the client gives up.
  case silence
}

/// A refusal with its reply, thrown from deep inside a handler.
struct Refusal: Error { var reply: Reply }

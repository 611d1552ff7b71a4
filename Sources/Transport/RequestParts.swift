import HTTPTypes
import NIOCore
import NIOHTTP1

/// The request as it goes on the wire. We set Host, Connection, Content-Length and User-Agent ourselves.
struct RequestParts {
  let all: [HTTPClientRequestPart]

  private static let ours: Set<String> = ["host", "connection", "content-length", "transfer-encoding"]

  init(_ target: Target, _ request: OutboundRequest) throws(TransportError) {
    var headers = HTTPHeaders()
    headers.add(name: "Host", value: target.authority)
    headers.add(name: "Connection", value: "close")
    if request.headers[.userAgent] == nil { headers.add(name: "User-Agent", value: "Starling") }
    for field in request.headers where !Self.ours.contains(field.name.canonicalName) {
      headers.add(name: field.name.rawName, value: field.value)
    }
    if !request.body.isEmpty || request.method == .post || request.method == .put || request.method == .patch {
      headers.add(name: "Content-Length", value: String(request.body.count))
    }
    let head = HTTPRequestHead(
      version: .http1_1, method: HTTPMethod(rawValue: request.method.rawValue), uri: target.uri, headers: headers)
    all =
      [.head(head)] + (request.body.isEmpty ? [] : [.body(.byteBuffer(ByteBuffer(bytes: request.body)))]) + [.end(nil)]
  }
}

extension HTTPFields {
  /// Drops fields whose names or values are not allowed in HTTP: a reply is somebody else's text.
  init(_ headers: HTTPHeaders) {
    self.init()
    for (name, value) in headers {
      guard let name = HTTPField.Name(name), HTTPField.isValidValue(value) else { continue }
      append(HTTPField(name: name, value: value))
    }
  }
}

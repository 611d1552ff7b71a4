import HTTPTypes
import Kernel
import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// What the connections of a port share: who answers, and how their requests look to it.
struct RequestServer: Sendable {
  let gateway: Gateway
  let isTLS: Bool
  let date: ReplyDate

  init(_ gateway: Gateway, isTLS: Bool) {
    self.gateway = gateway
    self.isTLS = isTLS
    date = ReplyDate(gateway.parts.time)
  }

  var ids: IDSource { gateway.parts.ids }

  /// Nil for a method whose name is none.
  func inbound(_ head: HTTPRequestHead, _ body: RequestBody?, peer: String) -> InboundRequest? {
    guard let method = try? HTTPRequest.Method(head.method) else { return nil }
    return InboundRequest(
      method, head.uri, host: head.headers.first(name: "host") ?? "",
      headers: HTTPFields(head.headers, splitCookie: false), peer: peer, isTLS: isTLS,
      body: { limit in try await body?.read(limit) ?? [] })
  }

  /// For a request that cannot be put to the gateway.
  func refusal(_ problem: Problem) -> RawReply {
    let id = ids.ulid()
    return RawReply(
      status: problem.kind.status,
      headers: [.contentType: "application/problem+json; charset=utf-8", .xRequestID: id, .cacheControl: "no-store"],
      body: .bytes(ProblemJSON.encode(problem, requestID: id)))
  }
}

/// A request that is being answered, as its connection sees it.
final class RequestUnderWay: @unchecked Sendable {
  let isHead: Bool
  let isKeptAlive: Bool
  let takesChunks: Bool
  var body: RequestBody?
  var task: Task<Void, Never>?
  var isStreamed = false

  /// - Parameter head: nil for one that could not be read.
  init(_ head: HTTPRequestHead?) {
    isHead = head?.method == .HEAD
    isKeptAlive = head.map { $0.isKeepAlive && !$0.stopsParsing } ?? false
    takesChunks = head?.version != .http1_0
  }
}

/// A reply whose head is on its way and whose body is written bit by bit.
struct StreamedReply: Sendable {
  let connection: PlainConnection
  let request: RequestUnderWay
  let isChunked: Bool
  let produce: @Sendable (_ write: @escaping @Sendable ([UInt8]) async throws -> Void) async throws -> Void

  /// Returns when the body is written, or the client has gone.
  func run() async {
    do {
      try await produce { bytes in
        if !bytes.isEmpty { try await write(isChunked ? ReplyBytes.chunk(bytes) : ByteBuffer(bytes: bytes)) }
      }
      if isChunked { try await write(ReplyBytes.lastChunk) }
      connection.onLoop { [request] in $0.finished(request, isWhole: true) }
    } catch {
      connection.onLoop { [request] in $0.finished(request, isWhole: false) }
    }
  }

  /// Waits until the socket has taken it.
  private func write(_ buffer: ByteBuffer) async throws {
    try await withCheckedThrowingContinuation { continuation in
      connection.onLoop { $0.write(buffer) { continuation.resume(with: $0) } }
    }
  }
}

extension HTTPRequestHead {
  var announcesBody: Bool {
    headers.contains(name: "transfer-encoding") || headers.first(name: "content-length").map { $0 != "0" } ?? false
  }
}

extension ReplyFraming {
  /// Of a body that is there already (RFC 9110 sections 8.6 and 15.4.5).
  static func of(_ bytes: [UInt8], _ status: HTTPResponse.Status) -> ReplyFraming {
    status.code == 204 || status.code == 304 || status.kind == .informational ? .none : .length(bytes.count)
  }
}

extension HTTPRequestHead {
  /// Behind such a request the decoder reads no other: it keeps what comes for a protocol that may follow.
  var stopsParsing: Bool { method == .CONNECT || headers.contains(name: "upgrade") }
}

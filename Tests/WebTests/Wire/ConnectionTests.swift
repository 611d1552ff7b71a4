import HTTPTypes
import Kernel
import NIOCore
import Synchronization
import Testing

@testable import Web

/// What a connection promises beside the replies themselves (RFC 9112 section 9).
@Suite("A connection", .timeLimit(.minutes(1))) struct ConnectionTests {
  private static func request(_ target: String, _ more: String = "", version: String = "1.1") -> String {
    "GET \(target) HTTP/\(version)\r\nhost: localhost\r\nauthorization: Bearer alice\r\n\(more)\r\n"
  }

  /// Gives back the number of bytes it got.
  private static let upload = Route.raw(
    RawRoute(
      .post, "/v1/upload", .anyone, "Counts", tag: "Things", replies: [], bodyLimit: 8 << 20,
      handler: { context in
        RawReply(headers: [.contentType: "text/plain"], body: .bytes(Array("\(try await context.body().count)".utf8)))
      }))

  /// Three pieces; `broken` fails after the first.
  private static func streamed(_ path: String, broken: Bool = false) -> Route {
    .raw(
      RawRoute(
        .get, path, .anyone, "Pieces", tag: "Things", replies: [],
        handler: { _ in
          RawReply(
            headers: [.contentType: "text/plain"],
            body: .stream { write in
              for piece in ["one ", "two ", "three"] {
                try await write(Array(piece.utf8))
                if broken { throw Problem(.internal, "half-way") }
              }
            })
        }))
  }

  private func ask(_ text: String, idleTime: Duration = .seconds(75)) async throws -> String {
    let gateway = try makeGateway(
      routes: TestRoutes.all + [Self.upload, Self.streamed("/v1/pieces"), Self.streamed("/v1/half", broken: true)])
    return try await withServer(gateway, idleTime: idleTime) { port in
      try await Wire.with(port) { wire in
        try await wire.send(text)
        return String(decoding: await wire.readToEnd(), as: UTF8.self)
      }
    }
  }

  @Test("answers requests that were sent ahead in their order, and closes after the one that asks for it")
  func sentAhead() async throws {
    let names = (0..<40).map { "/v1/things?state=\($0 % 2 == 0 ? "new" : "old")" }
    let text = names.map { Self.request($0) }.joined() + Self.request("/v1/pieces", "connection: close\r\n")
    let reply = try await ask(text + Self.request("/v1/things?state=new"))
    let found = reply.matches(of: /"name":"(new|old)"/).map { String($0.1) }
    #expect(found == (0..<40).map { $0 % 2 == 0 ? "new" : "old" })
    #expect(reply.hasSuffix("4\r\none \r\n4\r\ntwo \r\n5\r\nthree\r\n0\r\n\r\n"), "\(reply.suffix(200))")
  }

  @Test("says in its last reply that it closes")
  func saysSo() async throws {
    let reply = try await ask(Self.request("/v1/things") + Self.request("/v1/things", "connection: close\r\n"))
    #expect(reply.matches(of: /HTTP\/1.1 200/).count == 2)
    #expect(reply.lowercased().matches(of: /connection: close/).count == 1)
    #expect(reply.matches(of: /\r\nDate: [A-Z][a-z]+, \d\d [A-Z][a-z]+ \d{4} \d\d:\d\d:\d\d GMT\r\n/).count == 2)
  }

  // Java's client offers h2c with its first request, curl with --http2; a proxy that is mistaken for one sends CONNECT.
  @Test("answers who asks for another protocol in plain HTTP, as the connection's last", arguments: [true, false])
  func otherProtocol(isFirst: Bool) async throws {
    let before = isFirst ? "" : Self.request("/v1/things?state=old")
    let names = isFirst ? ["new"] : ["old", "new"]
    for more in [
      "connection: Upgrade, HTTP2-Settings\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABk\r\n",
      "connection: Upgrade\r\nupgrade: websocket\r\n",
    ] {
      let rest = String(repeating: "x", count: 2_000)
      let reply = try await ask(before + Self.request("/v1/things?state=new", more) + rest)
      #expect(reply.matches(of: /"name":"(new|old)"/).map { String($0.1) } == names, "\(reply)")
      #expect(reply.lowercased().ranges(of: "connection: close").count == 1, "\(reply)")
    }
    let tunnel = try await ask(before + "CONNECT localhost:80 HTTP/1.1\r\nhost: localhost:80\r\n\r\n")
    #expect(tunnel.contains("HTTP/1.1 4") && tunnel.lowercased().contains("connection: close"), "\(tunnel)")
  }

  @Test("gives an HTTP/1.0 client a body without chunks, and closes")
  func oldClient() async throws {
    let reply = try await ask(Self.request("/v1/pieces", version: "1.0"))
    #expect(!reply.lowercased().contains("transfer-encoding"))
    #expect(reply.hasSuffix("\r\n\r\none two three"), "\(reply)")
    #expect(try await ask(Self.request("/v1/things", version: "1.0")).contains("200 OK"))
  }

  @Test("shows a streamed reply that failed half-way as cut off, and one without a body as empty")
  func cutOff() async throws {
    let reply = try await ask(Self.request("/v1/half"))
    #expect(reply.hasSuffix("4\r\none \r\n"), "\(reply)")
    let head = Self.request("/v1/pieces", "connection: close\r\n").replacing("GET", with: "HEAD")
    #expect(try await ask(head).hasSuffix("\r\n\r\n"))
  }

  @Test("takes bodies larger than what it holds, whole or in chunks, and the request after them")
  func bodies() async throws {
    let body = String(repeating: "x", count: 3 << 20)
    let post = "POST /v1/upload HTTP/1.1\r\nhost: localhost\r\n"
    let chunk = "10000\r\n" + String(repeating: "y", count: 65_536) + "\r\n"
    let reply = try await ask(
      post + "content-length: \(body.utf8.count)\r\n\r\n" + body
        + post + "transfer-encoding: chunked\r\n\r\n" + String(repeating: chunk, count: 40) + "0\r\n\r\n"
        + Self.request("/v1/things", "connection: close\r\n"))
    #expect(reply.contains("\r\n\r\n\(3 << 20)HTTP/1.1 200"), "\(reply)")
    #expect(reply.contains("\r\n\r\n\(40 * 65_536)HTTP/1.1 200"))
    #expect(reply.contains("\"next\""))
  }

  @Test("drops a body that nobody wanted and answers the next request")
  func unwanted() async throws {
    let post = "POST /v1/nowhere HTTP/1.1\r\nhost: localhost\r\ncontent-length: 200000\r\n\r\n"
    let reply = try await ask(
      post + String(repeating: "z", count: 200_000) + Self.request("/v1/things", "connection: close\r\n"))
    #expect(reply.hasPrefix("HTTP/1.1 404"))
    #expect(reply.contains("HTTP/1.1 200 OK"))
  }

  @Test("answers no more requests of a client that takes no replies")
  func takesNothing() async throws {
    let asked = Mutex(0)
    let route = Route.raw(
      RawRoute(
        .get, "/v1/large", .anyone, "Large", tag: "Things", replies: [],
        handler: { _ in
          asked.withLock { $0 += 1 }
          return RawReply(headers: [.contentType: "text/plain"], body: .bytes([UInt8](repeating: 0x61, count: 1 << 20)))
        }))
    let count = 60
    let all = try await withServer(makeGateway(routes: [route])) { port in
      try await Wire.with(port) { wire in
        try await wire.send(String(repeating: Self.request("/v1/large"), count: count - 1))
        // A second connection is served while this one waits.
        let other = try await Wire.with(port) { wire in
          try await wire.send(Self.request("/v1/large", "connection: close\r\n"))
          return await wire.readToEnd().count
        }
        #expect(other > 1 << 20)
        let early = asked.withLock { $0 }
        #expect(early < count / 2, "\(early) replies were made that nobody took")
        try await wire.send(Self.request("/v1/large", "connection: close\r\n"))
        return await wire.readToEnd().count
      }
    }
    #expect(all > count << 20)
    #expect(asked.withLock { $0 } == count + 1)
  }

  @Test("ends when no request comes for the idle time, and not before")
  func idle() async throws {
    let reply = try await ask(Self.request("/v1/things"), idleTime: .milliseconds(100))
    #expect(reply.hasPrefix("HTTP/1.1 200"))
  }

  @Test("answers the bad request that follows a good one with a problem")
  func badSecond() async throws {
    let gateway = try makeGateway()
    let reply = try await withServer(gateway) { port in
      try await Wire.with(port) { wire in
        try await wire.send(Self.request("/v1/things"))
        _ = try await wire.read(until: "\"next\"")
        wire.forget()
        try await wire.send("GET / HTTP/9.9\r\n\r\n")
        return String(decoding: await wire.readToEnd(), as: UTF8.self)
      }
    }
    #expect(reply.contains("HTTP/1.1 400"), "\(reply)")
    #expect(reply.contains("urn:starling:problem:"))
  }

  @Test("writes 204 and 304 without a length")
  func noBody() {
    let buffer = ReplyBytes.head(
      .notModified, [.eTag: "\"7\"", .contentLength: "9"], .of([], .notModified), closes: false, date: "D")
    #expect(String(buffer: buffer) == "HTTP/1.1 304 Not Modified\r\nETag: \"7\"\r\nDate: D\r\n\r\n")
    #expect(ReplyFraming.of([], .noContent) == .none)
    #expect(ReplyDate.text(784_111_777) == "Sun, 06 Nov 1994 08:49:37 GMT")
  }
}

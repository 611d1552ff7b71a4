import HTTPTypes
import Kernel
import NIOCore
import NIOSSL
import Synchronization
import Testing

@testable import Transport

private let okReply = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Mark: yes\r\n\r\nhello"

/// A client that may call this machine's own test servers.
private func client(
  for ports: Int..., host: String = "127.0.0.1", resolver: Resolver = .system, tls: TLSConfiguration? = nil
) throws -> TransportClient {
  let endpoints = OperatorEndpoints(Set(ports.map { .init(host: host, port: $0) }))
  return try TransportClient(
    operatorEndpoints: endpoints, resolver: resolver, tls: tls ?? .makeClientConfiguration())
}

private func request(
  _ url: String, body: String = "", firstByte: Duration = .seconds(5), total: Duration = .seconds(10),
  maxReplyBytes: Int = 1 << 20, gate: OutboundRequest.Gate? = nil
) -> OutboundRequest {
  OutboundRequest(
    .post, url, body: Array(body.utf8), purpose: "test.call",
    timeouts: .init(connect: .seconds(3), firstByte: firstByte, total: total), maxReplyBytes: maxReplyBytes,
    gate: gate)
}

private func fault(_ body: () async throws -> OutboundReply) async throws -> TransportError {
  do {
    let reply = try await body()
    Issue.record("expected a fault, got status \(reply.status)")
    throw TransportError(.cancelled, bytesLeft: true)
  } catch let error as TransportError { return error }
}

@Suite("The outbound client")
struct TransportClientTests {
  @Test("sends the request as given and returns the whole reply")
  func wholeReply() async throws {
    try await FaultServer.run(.reply(okReply)) { server in
      let client = try client(for: server.port)
      let reply = try await client.send(request("http://127.0.0.1:\(server.port)/a/b?c=d%20e", body: "payload"))
      #expect(reply.status == 200)
      #expect(String(decoding: reply.body, as: UTF8.self) == "hello")
      #expect(reply.headers[HTTPField.Name("X-Mark")!] == "yes")
      let sent = try #require(server.requests.first)
      #expect(sent.hasPrefix("POST /a/b?c=d%20e HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\n"))
      #expect(sent.contains("Content-Length: 7\r\n"))
    }
  }

  @Test("returns a redirect as a reply and never follows it")
  func redirect() async throws {
    let reply = "HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/latest\r\nContent-Length: 0\r\n\r\n"
    try await FaultServer.run(.reply(reply)) { server in
      let answer = try await client(for: server.port).send(request("http://127.0.0.1:\(server.port)/"))
      #expect(answer.status == 302)
      #expect(server.requests.count == 1)
    }
  }

  @Test("says that no byte left when nobody listens")
  func refused() async throws {
    let port = try await FaultServer.run(.stall) { $0.port }
    let error = try await fault { try await client(for: port).send(request("http://127.0.0.1:\(port)/")) }
    #expect(error.kind == .refused)
    #expect(!error.bytesLeft)
  }

  @Test("says that bytes left when the connection is reset after the request")
  func resetAfterRequest() async throws {
    try await FaultServer.run(.resetAfterRequest) { server in
      let error = try await fault {
        try await client(for: server.port).send(request("http://127.0.0.1:\(server.port)/", body: "x"))
      }
      #expect(error.kind == .reset)
      #expect(error.bytesLeft)
      #expect(server.requests.count == 1)
    }
  }

  @Test("never says that nothing left when the server got bytes, however early the reset comes")
  func resetEarly() async throws {
    for _ in 0..<50 {
      try await FaultServer.run(.resetOnConnect) { server in
        let error = try await fault {
          try await client(for: server.port).send(request("http://127.0.0.1:\(server.port)/", body: "x"))
        }
        #expect(error.kind == .reset || error.kind == .refused)
        #expect(error.bytesLeft || server.requests.isEmpty)
      }
    }
  }

  @Test("gives up on a stalled server and says that bytes left")
  func stall() async throws {
    try await FaultServer.run(.stall) { server in
      let error = try await fault {
        try await client(for: server.port).send(
          request("http://127.0.0.1:\(server.port)/", firstByte: .milliseconds(60)))
      }
      #expect(error == TransportError(.timeout, bytesLeft: true, "no answer in time: the first byte"))
    }
  }

  @Test("ends a reply that trickles beyond the total time")
  func trickle() async throws {
    let head = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"
    try await FaultServer.run(.replyAndHold(head)) { server in
      let error = try await fault {
        try await client(for: server.port).send(
          request("http://127.0.0.1:\(server.port)/", total: .seconds(5)))
      }
      #expect(error.kind == .timeout)
      #expect(error.bytesLeft)
    }
  }

  @Test("tells a cut reply from a whole one")
  func cutReply() async throws {
    try await FaultServer.run(.reply("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")) { server in
      let error = try await fault {
        try await client(for: server.port).send(request("http://127.0.0.1:\(server.port)/"))
      }
      #expect(error.kind == .reset)
      #expect(error.bytesLeft)
    }
  }

  @Test("tells a connection that closes without any reply from a reply")
  func emptyReply() async throws {
    try await FaultServer.run(.reply("")) { server in
      let error = try await fault {
        try await client(for: server.port).send(request("http://127.0.0.1:\(server.port)/"))
      }
      #expect(error.kind == .reset)
      #expect(error.bytesLeft)
    }
  }

  @Test("stops reading a reply above the allowed size")
  func oversized() async throws {
    let reply = "HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n" + String(repeating: "x", count: 2000)
    try await FaultServer.run(.reply(reply)) { server in
      let error = try await fault {
        try await client(for: server.port).send(
          request("http://127.0.0.1:\(server.port)/", maxReplyBytes: 1000))
      }
      #expect(error.kind == .tooLarge)
    }
  }

  @Test("refuses a reply that is not HTTP")
  func notHTTP() async throws {
    try await FaultServer.run(.reply("220 mail.example ESMTP\r\n\r\n")) { server in
      let error = try await fault {
        try await client(for: server.port).send(request("http://127.0.0.1:\(server.port)/"))
      }
      #expect(error.kind == .malformed)
    }
  }

  @Test("says that no byte left when the TLS handshake fails against garbage")
  func tlsGarbage() async throws {
    try await FaultServer.run(.greet("HTTP/1.1 400 Bad Request\r\n\r\n")) { server in
      let error = try await fault {
        try await client(for: server.port).send(request("https://127.0.0.1:\(server.port)/", body: "secret"))
      }
      #expect(error.kind == .tls)
      #expect(!error.bytesLeft)
      #expect(!server.requests.contains { $0.contains("secret") })
    }
  }

  @Test("says that no byte left when the TLS handshake stalls")
  func tlsStall() async throws {
    try await FaultServer.run(.stall) { server in
      var stalled = request("https://127.0.0.1:\(server.port)/")
      stalled.timeouts.connect = .milliseconds(80)
      let sent = stalled
      let error = try await fault { try await client(for: server.port).send(sent) }
      #expect(error.kind == .timeout)
      #expect(!error.bytesLeft)
    }
  }

  @Test("talks TLS to a name whose certificate it trusts")
  func tlsTrusted() async throws {
    try await FaultServer.run(.reply(okReply), tls: TestCertificate.serverContext()) { server in
      let pinned = Resolver { _, port in [try SocketAddress(ipAddress: "127.0.0.1", port: port)] }
      let client = try client(
        for: server.port, host: "shop.example", resolver: pinned, tls: TestCertificate.trustingClient())
      let reply = try await client.send(request("https://shop.example:\(server.port)/", body: "x"))
      #expect(reply.status == 200)
    }
  }

  @Test("refuses a certificate for another name and one of an unknown authority, before any byte")
  func tlsDistrusted() async throws {
    try await FaultServer.run(.reply(okReply), tls: TestCertificate.serverContext()) { server in
      let pinned = Resolver { _, port in [try SocketAddress(ipAddress: "127.0.0.1", port: port)] }
      let other = try client(
        for: server.port, host: "bank.example", resolver: pinned, tls: TestCertificate.trustingClient())
      let named = try await fault { try await other.send(request("https://bank.example:\(server.port)/")) }
      let strict = try client(for: server.port, host: "shop.example", resolver: pinned)
      let unknown = try await fault { try await strict.send(request("https://shop.example:\(server.port)/")) }
      #expect(named.kind == .tls && !named.bytesLeft)
      #expect(unknown.kind == .tls && !unknown.bytesLeft)
      #expect(server.requests.isEmpty)
    }
  }
}

@Suite("The gate before the first byte")
struct GateTests {
  private struct Refusal: Error {}

  @Test("runs once the connection stands and before anything is written")
  func order() async throws {
    try await FaultServer.run(.reply(okReply)) { server in
      let seen = Mutex<[Int]>([])
      let gated = request(
        "http://127.0.0.1:\(server.port)/",
        gate: {
          seen.withLock { $0.append(server.requests.count) }
          return nil
        })
      _ = try await client(for: server.port).send(gated)
      #expect(seen.withLock { $0 } == [0])
    }
  }

  @Test("keeps every byte back when it refuses")
  func refuses() async throws {
    try await FaultServer.run(.reply(okReply)) { server in
      let error = try await fault {
        try await client(for: server.port).send(
          request("http://127.0.0.1:\(server.port)/", gate: { throw Refusal() }))
      }
      #expect(error.kind == .withheld && !error.bytesLeft)
      #expect(server.requests.isEmpty)
    }
  }

  @Test("is not asked when nobody listens")
  func notAsked() async throws {
    let port = try await FaultServer.run(.stall) { $0.port }
    let asked = Mutex(0)
    _ = try await fault {
      try await client(for: port).send(
        request(
          "http://127.0.0.1:\(port)/",
          gate: {
            asked.withLock { $0 += 1 }
            return nil
          }))
    }
    #expect(asked.withLock { $0 } == 0)
  }

  @Test("a deadline that passed while the gate ran keeps every byte back")
  func deadline() async throws {
    try await FaultServer.run(.reply(okReply)) { server in
      let error = try await fault {
        try await client(for: server.port).send(
          request("http://127.0.0.1:\(server.port)/", gate: { .now - .milliseconds(1) }))
      }
      #expect(error.kind == .withheld && !error.bytesLeft)
      #expect(server.requests.isEmpty)
    }
  }
}

@Suite("Which addresses are called")
struct AddressTests {
  private func resolving(_ addresses: [String]) -> Resolver {
    Resolver { _, port in try addresses.map { try SocketAddress(ipAddress: $0, port: port) } }
  }

  @Test(
    "a name that points inside the network is not called",
    arguments: [
      "127.0.0.1", "10.1.2.3", "172.31.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "::1",
      "fe80::1", "fd00::1", "::ffff:10.0.0.1", "2002:a00:1::", "64:ff9b::a00:1", "224.0.0.1", "2001:db8::1",
    ])
  func privateAddress(_ address: String) async throws {
    let client = try TransportClient(resolver: resolving([address]))
    let error = try await fault { try await client.send(request("https://inside.example/")) }
    #expect(error.kind == .blocked && !error.bytesLeft)
  }

  @Test("one private address among public ones blocks the call")
  func mixed() async throws {
    let client = try TransportClient(resolver: resolving(["93.184.215.14", "10.0.0.1"]))
    let error = try await fault { try await client.send(request("https://mixed.example/")) }
    #expect(error.kind == .blocked)
  }

  @Test(
    "an address written into the URL is checked like a resolved one", arguments: ["127.0.0.1", "[::1]", "2130706433"])
  func literal(_ host: String) async throws {
    let client = try TransportClient()
    let error = try await fault { try await client.send(request("https://\(host)/")) }
    #expect(error.kind == .blocked)
  }

  @Test("a name that changes its address between check and call is still called at the checked one")
  func rebinding() async throws {
    try await FaultServer.run(.reply(okReply)) { server in
      let asked = Mutex(0)
      let liar = Resolver { _, port in
        let turn = asked.withLock { count in
          count += 1
          return count
        }
        return [try SocketAddress(ipAddress: turn == 1 ? "127.0.0.1" : "10.255.255.1", port: port)]
      }
      let reply = try await client(for: server.port, host: "flip.example", resolver: liar)
        .send(request("http://flip.example:\(server.port)/"))
      #expect(reply.status == 200)
      #expect(asked.withLock { $0 } == 1)
    }
  }

  @Test("plain http is only for the operator's own services")
  func plain() async throws {
    let client = try TransportClient(resolver: resolving(["93.184.215.14"]))
    let error = try await fault { try await client.send(request("http://public.example/")) }
    #expect(error.kind == .blocked)
  }

  @Test("the operator's permission is for one port only")
  func otherPort() async throws {
    try await FaultServer.run(.reply(okReply)) { server in
      let error = try await fault {
        try await client(for: server.port + 1).send(request("https://127.0.0.1:\(server.port)/"))
      }
      #expect(error.kind == .blocked)
    }
  }

  @Test("a name without an address is a DNS fault")
  func noAddress() async throws {
    let client = try TransportClient(resolver: resolving([]))
    let error = try await fault { try await client.send(request("https://nowhere.example/")) }
    #expect(error.kind == .dns && !error.bytesLeft)
  }

  @Test(
    "an address that is no web address is refused",
    arguments: [
      "ftp://a.example/", "file:///etc/passwd", "https://user:pw@a.example/", "https:///x", "https://a.example:0/",
      "https://a.example/a b", "https://a.example/\r\nX: y", "", "javascript:alert(1)",
    ])
  func invalid(_ url: String) async throws {
    let client = try TransportClient()
    let error = try await fault { try await client.send(request(url)) }
    #expect(error.kind == .invalidRequest && !error.bytesLeft)
  }

  @Test(
    "public addresses are recognised",
    arguments: ["93.184.215.14", "1.1.1.1", "172.32.0.1", "2606:4700::1111", "64:ff9b::101:101"])
  func publicAddress(_ address: String) throws {
    #expect(AddressRules.isPublic(try SocketAddress(ipAddress: address, port: 443)))
  }
}

@Suite("Streamed replies")
struct StreamTests {
  private struct Abandoned: Error {}

  @Test("events arrive while the connection stays open")
  func events() async throws {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: one\n\ndata: two\n\n"
    try await FaultServer.run(.replyAndHold(head)) { server in
      let found = try await client(for: server.port).stream(request("http://127.0.0.1:\(server.port)/")) { reply in
        var parser = ServerSentEvents()
        var events: [String] = []
        for try await piece in reply.body {
          events += parser.receive(piece.readableBytesView).map(\.data)
          if events.count == 2 { break }
        }
        return events
      }
      #expect(found == ["one", "two"])
    }
  }

  @Test("an error of the reader comes out as it is")
  func readerError() async throws {
    try await FaultServer.run(.replyAndHold(okReply)) { server in
      let client = try client(for: server.port)
      await #expect(throws: Abandoned.self) {
        try await client.stream(request("http://127.0.0.1:\(server.port)/")) { _ in throw Abandoned() }
      }
    }
  }
}

@Suite("Event streams")
struct ServerSentEventsTests {
  @Test("fields, comments, ids and line ends of every kind are read", arguments: ["\n", "\r\n", "\r"])
  func fields(_ end: String) {
    let text = ["\u{FEFF}: hello", "event: add", "data: a", "data:b", "id: 7", "", "data", "", "retry: 10", ""]
    var parser = ServerSentEvents()
    let events = parser.receive(Array((text.joined(separator: end) + end).utf8))
    #expect(events == [.init(name: "add", data: "a\nb", id: "7"), .init(data: "", id: "7")])
  }

  @Test("a character cut between two pieces comes out whole")
  func cut() {
    var parser = ServerSentEvents()
    let bytes = Array("data: é\n\n".utf8)
    let events = bytes.flatMap { parser.receive([$0]) }
    #expect(events == [.init(data: "é")])
  }

  @Test("an unfinished event is not an event")
  func unfinished() {
    var parser = ServerSentEvents()
    #expect(parser.receive(Array("data: half\n".utf8)).isEmpty)
  }
}

@Suite("Forms")
struct FormBodyTests {
  @Test("everything outside the safe set is escaped")
  func escapes() {
    let form = FormBody.encode([("status", "a b&c=d+é\n"), ("k*", "-._~")])
    #expect(String(decoding: form, as: UTF8.self) == "status=a+b%26c%3Dd%2B%C3%A9%0A&k*=-._%7E")
    #expect(FormBody.query([("q", "a b")]) == "q=a%20b")
  }
}

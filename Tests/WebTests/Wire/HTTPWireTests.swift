import Kernel
import Testing

@testable import Web

@Suite struct HTTPWireTests {
  private let get = "GET /v1/things HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer alice\r\n"

  @Test("two requests share a connection, and HEAD has a length and no body")
  func keepAlive() async throws {
    let text = try await withServer(makeGateway()) { port in
      try await Wire.with(port) { wire in
        try await wire.send(get + "\r\n")
        _ = try await wire.read(until: "\"next\"")
        wire.forget()
        try await wire.send(get.replacing("GET", with: "HEAD") + "connection: close\r\n\r\n")
        return String(decoding: await wire.readToEnd(), as: UTF8.self)
      }
    }
    #expect(text.hasPrefix("HTTP/1.1 200"))
    #expect(text.lowercased().contains("content-length: "))
    #expect(text.hasSuffix("\r\n\r\n"))
  }

  @Test("a header bomb is refused and the server goes on")
  func headerBomb() async throws {
    try await withServer(makeGateway()) { port in
      for bomb in [
        get + (0..<2_000).map { "x-\($0): y\r\n" }.joined() + "\r\n",
        get + "x: " + String(repeating: "a", count: 200_000) + "\r\n\r\n",
        "GET /" + String(repeating: "a", count: 200_000) + " HTTP/1.1\r\n\r\n",
      ] {
        let reply = try await Wire.with(port) { wire in
          try? await wire.send(bomb)
          return String(decoding: await wire.readToEnd(), as: UTF8.self)
        }
        #expect(!reply.contains(" 200 "))
      }
      let reply = try await Wire.with(port) { wire in
        try await wire.send(get + "\r\n")
        return try await wire.read(until: "\"next\"")
      }
      #expect(reply.contains("200 OK"))
    }
  }

  @Test("a head that is too long or is none is answered with a problem, and the connection ends")
  func headFaults() async throws {
    let long = "GET /" + String(repeating: "a", count: 20_000) + " HTTP/1.1\r\n\r\n"
    for (request, status) in [(long, "413"), ("GET / HTTP/9.9\r\n\r\n", "400"), ("\u{1}\r\n\r\n", "400")] {
      let reply = try await withServer(makeGateway()) { port in
        try await Wire.with(port) { wire in
          try await wire.send(request)
          return String(decoding: await wire.readToEnd(), as: UTF8.self)
        }
      }
      #expect(reply.hasPrefix("HTTP/1.1 " + status), "\(reply)")
      #expect(reply.contains("application/problem+json"))
      #expect(reply.contains("\"type\":\"urn:starling:problem:"), "\(reply)")
    }
  }

  @Test("a client that sends its head byte by byte is closed")
  func slowloris() async throws {
    let reply = try await withServer(makeGateway(), headTime: .milliseconds(150)) { port in
      try await Wire.with(port) { wire in
        try await wire.send("GET /healthz HTTP/1.1\r\nx-a:")
        return await wire.readToEnd()
      }
    }
    #expect(reply.isEmpty)
  }

  @Test("a body that does not come is answered 408")
  func slowBody() async throws {
    var time = TimeSource.system
    time.sleep = { _ in }
    let reply = try await withServer(makeGateway(time: time)) { port in
      try await Wire.with(port) { wire in
        try await wire.send(
          get.replacing("GET", with: "POST") + "content-type: application/json\r\ncontent-length: 50\r\n\r\n{")
        return try await wire.read(until: "urn:starling:problem:timeout")
      }
    }
    #expect(reply.hasPrefix("HTTP/1.1 408"))
  }

  @Test("ten megabytes are refused on the wire", arguments: [true, false])
  func tooLarge(isChunked: Bool) async throws {
    let reply = try await withServer(makeGateway()) { port in
      try await Wire.with(port) { wire in
        let head = get.replacing("GET", with: "POST") + "content-type: application/json\r\n"
        if isChunked {
          try await wire.send(head + "transfer-encoding: chunked\r\n\r\n")
          let chunk = "10000\r\n" + String(repeating: " ", count: 65_536) + "\r\n"
          for _ in 0..<160 where (try? await wire.send(chunk)) == nil { break }
        } else {
          try await wire.send(head + "content-length: 10485760\r\n\r\n")
        }
        return try await wire.read(until: "too-large")
      }
    }
    #expect(reply.hasPrefix("HTTP/1.1 413"))
  }

  @Test("a request that is not HTTP is refused")
  func garbage() async throws {
    let reply = try await withServer(makeGateway()) { port in
      try await Wire.with(port) { wire in
        try await wire.send("\u{16}\u{03}\u{01} hello\r\n\r\n")
        return String(decoding: await wire.readToEnd(), as: UTF8.self)
      }
    }
    #expect(reply.isEmpty || reply.hasPrefix("HTTP/1.1 400"))
  }
}

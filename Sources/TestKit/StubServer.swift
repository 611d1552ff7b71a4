package import Foundation
import Synchronization

/// The plainest HTTP/1.1 server on a port of 127.0.0.1: answers each request with what the closure makes of it, as
/// JSON, and closes the connection.
package final class StubServer: Sendable {
  package struct Request: Sendable {
    package var method: String
    package var path: String
    /// Names in lower case.
    package var headers: [String: String] = [:]
    package var body: String

    /// The body as a JSON object; empty when it is none.
    package var json: [String: Any] {
      (try? JSONSerialization.jsonObject(with: Data(body.utf8))) as? [String: Any] ?? [:]
    }
  }

  /// Its origin, without a slash at the end.
  package let url: String
  private let descriptor: Int32
  private let log: Log

  private final class Log: Sendable {
    let requests = Mutex<[Request]>([])
  }

  package init(_ answer: @escaping @Sendable (Request) -> (status: Int, body: String)) throws {
    let (descriptor, port) = try Self.listening()
    let log = Log()
    (self.descriptor, self.log) = (descriptor, log)
    url = "http://127.0.0.1:\(port)"
    Thread.detachNewThread {
      while true {
        let connection = accept(descriptor, nil, nil)
        guard connection >= 0 else { return }
        Self.serve(connection, log, answer)
      }
    }
  }

  deinit { close(descriptor) }

  /// Answers no more. Twice is fine. Call it at the end of a test: it also keeps the server until then.
  package func stop() { shutdown(descriptor, Int32(SHUT_RDWR)) }

  package var requests: [Request] { log.requests.withLock { $0 } }

  static func listening() throws -> (descriptor: Int32, port: Int) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(descriptor, generic, length) == 0 && listen(descriptor, 16) == 0
          ? getsockname(descriptor, generic, &length) : -1
      }
    }
    guard code == 0 else { throw CocoaError(.fileWriteUnknown) }
    return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
  }

  private static func serve(
    _ connection: Int32, _ log: Log, _ answer: (Request) -> (status: Int, body: String)
  ) {
    defer { close(connection) }
    guard let request = read(connection) else { return }
    log.requests.withLock { $0.append(request) }
    let (status, body) = answer(request)
    let head = "HTTP/1.1 \(status) Stub\r\nContent-Type: application/json\r\nConnection: close\r\n"
    let reply = Array("\(head)Content-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8)
    send(connection, reply, reply.count, Int32(MSG_NOSIGNAL))
  }

  static func read(_ connection: Int32) -> Request? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while true {
      let text = String(decoding: bytes, as: UTF8.self)
      if let end = text.range(of: "\r\n\r\n") {
        let head = text[..<end.lowerBound]
        let length = head.firstMatch(of: /(?i)content-length: *(\d+)/).flatMap { Int($0.1) } ?? 0
        let body = text[end.upperBound...]
        let words = head.split(separator: " ", maxSplits: 2)
        if body.utf8.count >= length, words.count == 3 {
          return Request(
            method: String(words[0]), path: String(words[1]), headers: headers(in: head), body: String(body))
        }
      }
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      bytes += buffer[..<count]
    }
  }

  private static func headers(in head: Substring) -> [String: String] {
    let pairs = head.split(separator: "\r\n").dropFirst().compactMap { line -> (String, String)? in
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { return nil }
      return (parts[0].lowercased(), parts[1].trimmingCharacters(in: .whitespaces))
    }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }
}

import Foundation
import Glibc
import Kernel
import Synchronization

/// Sends HTTP requests over a few connections that stay open, each as soon as the one before was answered.
struct Load: Sendable {
  let port: Int
  /// Whole requests, taken in turn.
  let requests: [[UInt8]]

  init(port: Int, requests: [[UInt8]]) {
    self.port = port
    self.requests = requests
  }

  /// With an Idempotency-Key, as the API's guide asks of whoever writes.
  static func post(_ path: String, _ body: [UInt8], token: String, key: String) -> [UInt8] {
    Array(
      "POST \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\nContent-Type: application/json\r\n"
        .utf8)
      + Array(
        "Authorization: Bearer \(token)\r\nIdempotency-Key: \(key)\r\nContent-Length: \(body.count)\r\n\r\n".utf8)
      + body
  }

  static func get(_ path: String, token: String? = nil) -> [UInt8] {
    let credentials = token.map { "Authorization: Bearer \($0)\r\n" } ?? ""
    return Array("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n\(credentials)\r\n".utf8)
  }

  /// Throws at the first reply that is not a 200.
  func send(_ count: Int, connections: Int = 8) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for lane in 0..<connections {
        group.addTask {
          try await Blocking.run { Result { try run(lane: lane, of: connections, count) } }.get()
        }
      }
      try await group.waitForAll()
    }
  }

  private func run(lane: Int, of lanes: Int, _ count: Int) throws {
    let connection = try Connection(port)
    for number in stride(from: lane, to: count, by: lanes) {
      let status = try connection.exchange(requests[number % requests.count])
      guard status == 200 else { throw Problem(.internal, "a request of the load was answered with \(status)") }
    }
  }

  final class Connection {
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var piece = [UInt8](repeating: 0, count: 64 << 10)

    init(_ port: Int) throws {
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = in_port_t(port).bigEndian
      address.sin_addr.s_addr = inet_addr("127.0.0.1")
      let connected = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
      guard connected == 0 else { throw Problem(.unavailable, "nothing listens on port \(port)") }
    }

    deinit { close(descriptor) }

    /// The reply's status, once its body is here.
    func exchange(_ request: [UInt8]) throws -> Int {
      guard Glibc.send(descriptor, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else {
        throw Problem(.unavailable, "the connection of the load broke")
      }
      while true {
        if let end = headEnd() {
          let head = String(decoding: buffer[..<end], as: UTF8.self).lowercased()
          let length = head.firstMatch(of: /content-length: *([0-9]+)/).flatMap { Int($0.1) }
          guard let length else { throw Problem(.internal, "a reply without Content-Length") }
          while buffer.count < end + length { try read() }
          buffer.removeFirst(end + length)
          return head.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        }
        try read()
      }
    }

    private func headEnd() -> Int? {
      guard buffer.count >= 4 else { return nil }
      for index in 0...(buffer.count - 4) where buffer[index] == 0x0D {
        if buffer[index + 1] == 0x0A, buffer[index + 2] == 0x0D, buffer[index + 3] == 0x0A { return index + 4 }
      }
      return nil
    }

    private func read() throws {
      let count = recv(descriptor, &piece, piece.count, 0)
      guard count > 0 else { throw Problem(.unavailable, "the connection of the load ended") }
      buffer += piece[..<count]
    }
  }
}

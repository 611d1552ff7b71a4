import Foundation
import Synchronization

/// Plays recorded exchanges over a socket of 127.0.0.1: the first to the first request, and so on, the last one again
/// and again. What a request says otherwise than its recording is a fault.
package final class ReplayServer: Sendable {
  private struct State {
    var requests: [StubServer.Request] = []
    var faults: [String] = []
  }

  /// Its origin, without a slash at the end.
  package let url: String
  private let descriptor: Int32
  private let log: Log

  private final class Log: Sendable {
    let state = Mutex(State())
    let left = AsyncStream<Void>.makeStream()
  }

  package init(_ exchanges: [RecordedExchange]) throws {
    let (descriptor, port) = try StubServer.listening()
    let log = Log()
    (self.descriptor, self.log) = (descriptor, log)
    url = "http://127.0.0.1:\(port)"
    Thread.detachNewThread {
      while true {
        let connection = accept(descriptor, nil, nil)
        guard connection >= 0 else { return }
        Thread.detachNewThread {
          Self.serve(connection, exchanges, log)
          close(connection)
        }
      }
    }
  }

  deinit { close(descriptor) }

  /// Answers no more. Twice is fine. Call it at the end of a test: it also keeps the server until then.
  package func stop() { shutdown(descriptor, Int32(SHUT_RDWR)) }

  package var requests: [StubServer.Request] { log.state.withLock { $0.requests } }
  /// Sentences; empty when all requests were as recorded.
  package var faults: [String] { log.state.withLock { $0.faults } }

  /// Returns once a client has gone while its reply hung.
  package func waitUntilLeft() async {
    for await _ in log.left.stream { return }
  }

  private static func serve(_ connection: Int32, _ exchanges: [RecordedExchange], _ log: Log) {
    guard let request = StubServer.read(connection) else { return }
    let count = log.state.withLock { state in
      state.requests.append(request)
      return state.requests.count
    }
    let exchange = exchanges[min(count, exchanges.count) - 1]
    let faults = faults(of: request, by: exchange)
    log.state.withLock { $0.faults += faults }
    guard let status = exchange.status else { return hang(connection, log) }
    var head = "HTTP/1.1 \(status) Replayed\r\ntransfer-encoding: chunked\r\n"
    for (name, value) in exchange.replyHeaders { head += "\(name): \(value)\r\n" }
    write(Array((head + "\r\n").utf8), to: connection)
    for step in exchange.steps {
      switch step {
      case .send(let bytes):
        write(Array((String(bytes.count, radix: 16) + "\r\n").utf8) + bytes + [0x0D, 0x0A], to: connection)
      case .hang: return hang(connection, log)
      case .cut: return
      }
    }
    write(Array("0\r\n\r\n".utf8), to: connection)
  }

  private static func faults(of request: StubServer.Request, by exchange: RecordedExchange) -> [String] {
    var faults: [String] = []
    if request.method != exchange.method || request.path != exchange.path {
      faults.append("\(request.method) \(request.path) instead of \(exchange.method) \(exchange.path)")
    }
    for (name, value) in exchange.requestHeaders where request.headers[name] != value {
      faults.append("\(name): \(request.headers[name] ?? "missing") instead of \(value)")
    }
    return faults
  }

  private static func hang(_ connection: Int32, _ log: Log) {
    var byte: UInt8 = 0
    while recv(connection, &byte, 1, 0) > 0 {}
    log.left.continuation.yield()
  }

  private static func write(_ bytes: [UInt8], to connection: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}

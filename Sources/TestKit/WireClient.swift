import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// A reply as it came over the wire; names of headers as the server wrote them.
package struct WireReply: Sendable {
  package var status: Int
  package var headers: [(name: String, value: String)]
  package var body: [UInt8]
  /// False when the connection ended before `Content-Length` bytes.
  package var isWhole: Bool

  package var text: String { String(decoding: body, as: UTF8.self) }

  package func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}

/// How an exchange ended without a reply.
package enum WireFailure: Error, Equatable {
  /// Nobody listens.
  case refused
  /// A TCP reset.
  case reset
  /// The connection ended before the head of a reply was whole.
  case closed
}

/// The plainest HTTP/1.1 client: one connection per request, no redirects, no retries, nothing hidden.
/// Independent of the product's own client, so that one mistake does not sit in both.
package struct WireClient: Sendable {
  private let host: String
  private let port: Int

  /// `origin` is `http://127.0.0.1:4000`.
  package init(_ origin: String) {
    let url = URL(string: origin)
    host = url?.host ?? "127.0.0.1"
    port = url?.port ?? 80
  }

  package func send(
    _ method: String, _ path: String, headers: [(String, String)] = [], body: [UInt8] = []
  ) async throws -> WireReply {
    let collector = Collector()
    let channel: any Channel
    do {
      channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .channelInitializer { channel in channel.pipeline.addHandler(Collecting(collector)) }
        .connect(host: host, port: port).get()
    } catch {
      throw WireFailure.refused
    }
    channel.writeAndFlush(ByteBuffer(bytes: request(method, path, headers, body)), promise: nil)
    let end = await withTaskCancellationHandler {
      await collector.end()
    } onCancel: {
      channel.close(promise: nil)
    }
    channel.close(promise: nil)
    return try Self.reply(end)
  }

  private func request(_ method: String, _ path: String, _ headers: [(String, String)], _ body: [UInt8]) -> [UInt8] {
    var head = "\(method) \(path) HTTP/1.1\r\nHost: \(host):\(port)\r\nConnection: close\r\n"
    for (name, value) in headers { head += "\(name): \(value)\r\n" }
    if !body.isEmpty || method != "GET" { head += "Content-Length: \(body.count)\r\n" }
    return Array((head + "\r\n").utf8) + body
  }

  private static func reply(_ end: Collector.End) throws -> WireReply {
    guard let reply = parse(end.bytes) else { throw end.wasReset ? WireFailure.reset : WireFailure.closed }
    return reply
  }

  private static func parse(_ bytes: [UInt8]) -> WireReply? {
    let blank = Array("\r\n\r\n".utf8)
    guard let end = bytes.indices.first(where: { bytes[$0...].starts(with: blank) }) else { return nil }
    let lines = String(decoding: bytes[..<end], as: UTF8.self).components(separatedBy: "\r\n")
    guard let status = Int(lines[0].split(separator: " ").dropFirst().first ?? "") else { return nil }
    let headers = lines.dropFirst().compactMap { line -> (name: String, value: String)? in
      let pair = line.split(separator: ":", maxSplits: 1)
      return pair.count == 2 ? (String(pair[0]), String(pair[1].drop { $0 == " " })) : nil
    }
    let body = Array(bytes[(end + 4)...])
    let length = headers.first { $0.name.lowercased() == "content-length" }.flatMap { Int($0.value) } ?? 0
    return WireReply(status: status, headers: headers, body: body, isWhole: body.count >= length)
  }
}

private actor Collector {
  struct End: Sendable {
    var bytes: [UInt8]
    var wasReset: Bool
  }

  private var result: End?
  private var waiting: CheckedContinuation<End, Never>?

  func finish(_ end: End) {
    guard result == nil else { return }
    result = end
    waiting?.resume(returning: end)
    waiting = nil
  }

  func end() async -> End {
    if let result { return result }
    return await withCheckedContinuation { waiting = $0 }
  }
}

private final class Collecting: ChannelInboundHandler, Sendable {
  typealias InboundIn = ByteBuffer

  private let collector: Collector
  private let received = Mutex((bytes: [UInt8](), wasReset: false))

  init(_ collector: Collector) { self.collector = collector }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let buffer = unwrapInboundIn(data)
    received.withLock { $0.bytes.append(contentsOf: buffer.readableBytesView) }
  }

  func channelInactive(context: ChannelHandlerContext) {
    let end = received.withLock { Collector.End(bytes: $0.bytes, wasReset: $0.wasReset) }
    Task { [collector] in await collector.finish(end) }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    if (error as? IOError)?.errnoCode == ECONNRESET { received.withLock { $0.wasReset = true } }
    context.close(promise: nil)
  }
}

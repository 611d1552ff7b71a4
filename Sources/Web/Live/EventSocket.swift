import Contracts
import Foundation
import Kernel
import NIOCore
import NIOWebSocket

/// Serves one WebSocket: events as text messages. From the client it takes ping, pong and close; text is read
/// and ignored, so that clients may keep a connection warm; binary is refused (1003).
struct EventSocket: Sendable {
  let feed: LiveFeed

  func serve(_ connection: GatewayChannel.SocketConnection) async {
    try? await connection.executeThenClose { inbound, outbound in
      await withTaskGroup(of: Void.self) { group in
        group.addTask { await self.send(outbound) }
        group.addTask { await self.receive(inbound, outbound) }
        await group.next()
        group.cancelAll()
      }
      outbound.finish()
    }
  }

  private func send(_ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>) async {
    try? await feed.run { item in
      switch item {
      case .event(let event): try await outbound.write(Self.text(event.json))
      case .heartbeat: try await outbound.write(WebSocketFrame(fin: true, opcode: .ping, data: ByteBuffer()))
      case .end(let end): try await outbound.write(Self.close(end.closeCode, String(decoding: end.json, as: UTF8.self)))
      }
    }
  }

  private func receive(
    _ inbound: NIOAsyncChannelInboundStream<WebSocketFrame>, _ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>
  ) async {
    do {
      for try await frame in inbound {
        guard let answer = Self.answer(frame) else { continue }
        try await outbound.write(answer)
        if answer.opcode == .connectionClose { return }
      }
    } catch {
      return
    }
  }

  /// The frame to send back, if any.
  static func answer(_ frame: WebSocketFrame) -> WebSocketFrame? {
    switch frame.opcode {
    case .ping: return WebSocketFrame(fin: true, opcode: .pong, data: frame.unmaskedData)
    case .connectionClose: return closeReply(frame.unmaskedData)
    case .text: return isUTF8(frame.unmaskedData) ? nil : close(1007, "not UTF-8")
    case .binary: return close(1003, "only text is understood")
    default: return nil
    }
  }

  /// Echoes the client's code; 1002 for a body of one byte or a code that may not be sent (RFC 6455 7.4).
  private static func closeReply(_ data: ByteBuffer) -> WebSocketFrame {
    var data = data
    if data.readableBytes == 0 { return WebSocketFrame(fin: true, opcode: .connectionClose, data: ByteBuffer()) }
    guard let code = data.readInteger(as: UInt16.self), isAllowed(code) else { return close(1002, "bad close code") }
    return isUTF8(data) ? close(code, "") : close(1007, "not UTF-8")
  }

  private static func isAllowed(_ code: UInt16) -> Bool {
    (1000...1014).contains(code) && ![1004, 1005, 1006].contains(code) || (3000...4999).contains(code)
  }

  private static func isUTF8(_ data: ByteBuffer) -> Bool {
    String(validating: data.readableBytesView, as: UTF8.self) != nil
  }

  private static func text(_ bytes: [UInt8]) -> WebSocketFrame {
    WebSocketFrame(fin: true, opcode: .text, data: ByteBuffer(bytes: bytes))
  }

  /// A reason has at most 123 bytes.
  private static func close(_ code: UInt16, _ reason: String) -> WebSocketFrame {
    var data = ByteBuffer()
    data.writeInteger(code)
    data.writeBytes(reason.utf8.prefix(123))
    return WebSocketFrame(fin: true, opcode: .connectionClose, data: data)
  }
}

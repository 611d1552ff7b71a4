import NIOCore
import NIOHTTP1

/// Reads one reply from a connection: the head, then the body's pieces. Belongs to one task.
final class ReplyReading {
  typealias Inbound = NIOAsyncChannelInboundStream<HTTPClientResponsePart>

  private var parts: Inbound.AsyncIterator
  private let progress: CallProgress
  private let limit: Int
  private var count = 0

  init(_ inbound: Inbound, progress: CallProgress, limit: Int) {
    parts = inbound.makeAsyncIterator()
    self.progress = progress
    self.limit = limit
  }

  func head() async throws -> HTTPResponseHead {
    guard case .head(let head)? = try await parts.next() else {
      throw TransportError(.reset, bytesLeft: progress.bytesLeft, "closed before the reply")
    }
    return head
  }

  func nextBody() async throws(TransportError) -> ByteBuffer? {
    do {
      switch try await parts.next() {
      case .body(let piece): return try counted(piece)
      case .end: return nil
      case .head, nil: throw TransportError(.reset, bytesLeft: true, "the reply was cut")
      }
    } catch {
      throw TransportFaults.classify(error, bytesLeft: progress.bytesLeft)
    }
  }

  private func counted(_ piece: ByteBuffer) throws(TransportError) -> ByteBuffer {
    count += piece.readableBytes
    guard count <= limit else { throw TransportError(.tooLarge, bytesLeft: true, "more than \(limit) bytes") }
    return piece
  }
}

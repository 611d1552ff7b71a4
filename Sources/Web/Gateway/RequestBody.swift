import Kernel
import NIOCore
import Synchronization

/// The body of one request while it arrives: the connection puts pieces in, the request's task takes them out.
final class RequestBody: Sendable {
  /// Bytes that may wait to be taken before the connection stops reading.
  static let room = 64 * 1024

  private struct State {
    var pieces: [ByteBuffer] = []
    var bytes = 0
    var end: Result<Void, Problem>?
    var reader: CheckedContinuation<Void, Never>?
  }

  private let state = Mutex(State())
  private let onRoom: @Sendable () -> Void

  /// - Parameter onRoom: called, from any thread, once a full body has been emptied.
  init(onRoom: @escaping @Sendable () -> Void) { self.onRoom = onRoom }

  var isFull: Bool { state.withLock { $0.bytes >= Self.room } }

  func receive(_ piece: ByteBuffer) {
    wake { state in
      state.pieces.append(piece)
      state.bytes += piece.readableBytes
    }
  }

  /// Nothing more will come: it is whole, or the client has gone.
  func end(_ end: Result<Void, Problem>) {
    wake { state in if state.end == nil { state.end = end } }
  }

  /// The rest of the body. Throws `.tooLarge` beyond the limit and `.invalid` when the client went before its end.
  func read(_ limit: Int) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let (pieces, end, wasFull) = state.withLock { state in
        defer { (state.pieces, state.bytes) = ([], 0) }
        return (state.pieces, state.end, state.bytes >= Self.room)
      }
      for piece in pieces {
        guard bytes.count + piece.readableBytes <= limit else { throw BodyLimit.problem(limit) }
        bytes.append(contentsOf: piece.readableBytesView)
      }
      if let end {
        try end.get()
        return bytes
      }
      if wasFull { onRoom() }
      try Task.checkCancellation()
      await next()
    }
  }

  /// Returns once there is something new, or the task is cancelled.
  private func next() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isDue = state.withLock { state in
          if !state.pieces.isEmpty || state.end != nil { return true }
          state.reader = continuation
          return false
        }
        if isDue { continuation.resume() } else if Task.isCancelled { wake { _ in } }
      }
    } onCancel: {
      wake { _ in }
    }
  }

  private func wake(_ change: (inout State) -> Void) {
    let reader = state.withLock { state in
      change(&state)
      defer { state.reader = nil }
      return state.reader
    }
    reader?.resume()
  }
}

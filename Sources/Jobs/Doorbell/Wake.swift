package import Kernel
import Synchronization

/// One waiter that many may wake. A ring before the wait is kept; ten rings are one.
package final class Wake: Sendable {
  private let stream: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation

  package init() {
    (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  package func ring() { continuation.yield() }

  /// Returns when rung, when the time is over or when the task is cancelled. One waiter at a time.
  package func wait(atMost duration: Duration, _ time: TimeSource) async {
    await withTaskGroup { group in
      group.addTask { [stream] in
        var iterator = stream.makeAsyncIterator()
        await iterator.next()
      }
      group.addTask { try? await time.sleep(duration) }
      await group.next()
      group.cancelAll()
    }
  }
}

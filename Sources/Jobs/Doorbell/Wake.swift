package import Kernel
import Synchronization

/// One waiter that many may wake. A ring before the wait is kept; ten rings are one.
package final class Wake: Sendable {
  private struct State {
    var isRung = false
    var waiter: CheckedContinuation<Void, Never>?
  }

  private let state = Mutex(State())

  package init() {}

  package func ring() {
    let waiter = state.withLock { state in
      state.isRung = state.waiter == nil
      defer { state.waiter = nil }
      return state.waiter
    }
    waiter?.resume()
  }

  /// Returns when rung, when the time is over or when the task is cancelled. One waiter at a time.
  package func wait(atMost duration: Duration, _ time: TimeSource) async {
    await withTaskGroup { group in
      group.addTask { await self.waitForRing() }
      group.addTask { try? await time.sleep(duration) }
      await group.next()
      group.cancelAll()
    }
  }

  private func waitForRing() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        if isReady(orKeep: continuation) { continuation.resume() }
      }
    } onCancel: {
      giveUp()
    }
  }

  private func isReady(orKeep continuation: CheckedContinuation<Void, Never>) -> Bool {
    state.withLock { state in
      guard !state.isRung, !Task.isCancelled else {
        state.isRung = false
        return true
      }
      state.waiter = continuation
      return false
    }
  }

  private func giveUp() {
    let waiter = state.withLock { state in
      defer { state.waiter = nil }
      return state.waiter
    }
    waiter?.resume()
  }
}

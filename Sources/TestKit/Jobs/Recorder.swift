import Synchronization

/// Collects what happened elsewhere and lets a test wait for it, instead of sleeping.
package final class Recorder<Value: Sendable>: Sendable {
  private struct State {
    var values: [Value] = []
    var waiters: [(needs: @Sendable ([Value]) -> Bool, continuation: CheckedContinuation<Void, Never>)] = []
  }

  private let state = Mutex(State())

  package init() {}

  package var values: [Value] { state.withLock { $0.values } }

  package func record(_ value: Value) {
    let ready = state.withLock { state in
      state.values.append(value)
      let values = state.values
      let ready = state.waiters.filter { $0.needs(values) }.map { $0.continuation }
      state.waiters.removeAll { $0.needs(values) }
      return ready
    }
    for continuation in ready { continuation.resume() }
  }

  /// Returns once so many values are there, in the order they came.
  @discardableResult
  package func wait(for count: Int) async -> [Value] {
    await wait { $0.count >= count }
  }

  /// Returns once the values satisfy the condition. The test's time limit ends a wait in vain.
  @discardableResult
  package func wait(until needs: @escaping @Sendable ([Value]) -> Bool) async -> [Value] {
    await withCheckedContinuation { continuation in
      let isReady = state.withLock { state in
        if needs(state.values) { return true }
        state.waiters.append((needs, continuation))
        return false
      }
      if isReady { continuation.resume() }
    }
    return values
  }
}

/// A gate that is closed until a test opens it.
package final class Gate: Sendable {
  private let recorder = Recorder<Bool>()
  package init() {}
  package func open() { recorder.record(true) }
  package func pass() async { await recorder.wait(for: 1) }
}

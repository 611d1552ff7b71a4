import Foundation
package import Kernel
import Synchronization

/// The one thread that waits for all database sockets and timers of a process. Statements are sent
/// by the task that has them; this thread reads replies and resumes the task.
package final class Reactor: Sendable {
  private let core: ReactorCore

  package init(time: TimeSource = .system) throws {
    core = ReactorCore(poller: try Poller(), time: time)
    let thread = Thread { [core] in core.run() }
    thread.name = "database"
    thread.start()
  }

  deinit { core.stop() }

  /// Ends the thread. Close what uses it first. Twice is fine.
  package func stop() { core.stop() }

  var time: TimeSource { core.time }

  func register(_ handler: any ReactorHandler) -> UInt64 { core.register(handler) }
  func unregister(_ id: UInt64) { core.unregister(id) }

  func watch(_ socket: Int32, id: UInt64, _ interest: Poller.Interest) {
    core.poller.add(socket, id: id, interest)
  }
  func change(_ socket: Int32, id: UInt64, _ interest: Poller.Interest) {
    core.poller.modify(socket, id: id, interest)
  }
  func unwatch(_ socket: Int32) { core.poller.remove(socket) }

  /// Runs `work` on the reactor's thread after the delay; it must not block.
  @discardableResult
  func schedule(after delay: Duration, _ work: @escaping @Sendable () -> Void) -> ReactorTimer {
    core.schedule(after: delay, work)
  }

  func cancel(_ timer: ReactorTimer) { core.cancel(timer) }
}

protocol ReactorHandler: AnyObject, Sendable {
  /// Called on the reactor's thread; must not block.
  func ready(readable: Bool, writable: Bool)
}

struct ReactorTimer: Sendable, Hashable {
  let due: ContinuousClock.Instant
  let id: UInt64
}

/// What the thread keeps alive, so that dropping the last `Reactor` can stop it.
private final class ReactorCore: Sendable {
  private struct State {
    var handlers: [UInt64: any ReactorHandler] = [:]
    /// Soonest last.
    var timers: [(timer: ReactorTimer, work: @Sendable () -> Void)] = []
    var nextID: UInt64 = 0
    var stopped = false
  }

  let poller: Poller
  let time: TimeSource
  private let state = Mutex(State())

  init(poller: Poller, time: TimeSource) {
    self.poller = poller
    self.time = time
  }

  func run() {
    while true {
      let (timeout, stopped) = state.withLock { state in
        (state.timers.last.map { $0.timer.due - time.monotonic() }, state.stopped)
      }
      if stopped { break }
      poller.wait(timeout) { event in
        let handler = state.withLock { $0.handlers[event.id] }
        handler?.ready(readable: event.readable, writable: event.writable)
      }
      for work in takeDue() { work() }
    }
    poller.close()
  }

  func stop() {
    let first = state.withLock { state in
      defer { state.stopped = true }
      return !state.stopped
    }
    if first { poller.wake() }
  }

  func register(_ handler: any ReactorHandler) -> UInt64 {
    state.withLock { state in
      state.nextID += 1
      state.handlers[state.nextID] = handler
      return state.nextID
    }
  }

  func unregister(_ id: UInt64) { state.withLock { _ = $0.handlers.removeValue(forKey: id) } }

  func schedule(after delay: Duration, _ work: @escaping @Sendable () -> Void) -> ReactorTimer {
    let due = time.monotonic() + delay
    let (timer, soonest) = state.withLock { state in
      state.nextID += 1
      let timer = ReactorTimer(due: due, id: state.nextID)
      let place = state.timers.firstIndex { $0.timer.due <= due } ?? state.timers.endIndex
      state.timers.insert((timer, work), at: place)
      return (timer, place == state.timers.endIndex - 1)
    }
    if soonest { poller.wake() }
    return timer
  }

  func cancel(_ timer: ReactorTimer) {
    state.withLock { $0.timers.removeAll { $0.timer == timer } }
  }

  private func takeDue() -> [@Sendable () -> Void] {
    state.withLock { state in
      let now = time.monotonic()
      var due: [@Sendable () -> Void] = []
      while let last = state.timers.last, last.timer.due <= now {
        due.append(last.work)
        state.timers.removeLast()
      }
      return due
    }
  }
}

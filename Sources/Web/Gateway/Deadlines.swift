import Kernel
import Synchronization

/// The work was not done in time.
struct DeadlinePassed: Error {}

/// Ends works that take too long, by cancelling the tasks that do them. One sleeping task watches over all of them,
/// since nearly every work ends long before its time.
final class Deadlines: Sendable {
  private struct Watched {
    let due: ContinuousClock.Instant
    let task: RunningTask
    var isOverdue = false
  }

  private struct State {
    var watched: [Watched?] = []
    /// Places in `watched` that nobody has.
    var free: [Int] = []
    /// When the task that sleeps now will look.
    var wakes: ContinuousClock.Instant?

    /// Whether nobody looks so soon; from now on somebody does.
    mutating func mustWake(at due: ContinuousClock.Instant) -> Bool {
      if let wakes, wakes <= due { return false }
      wakes = due
      return true
    }
  }

  private let state = Mutex(State())
  private let time: TimeSource

  init(_ time: TimeSource) { self.time = time }

  /// The result of `work`, which runs in the caller's task, or `DeadlinePassed` once the work has ended too late. The
  /// task is cancelled at that time and stays so: what it does afterwards either needs no waiting, or a task of its
  /// own. No limit when `limit` is nil.
  func run<Value>(_ limit: Duration?, _ work: () async throws -> Value) async throws -> Value {
    guard let limit else { return try await work() }
    return try await withUnsafeCurrentTask { task in
      guard let task else { return try await work() }
      let place = watch(RunningTask(task), until: time.monotonic() + limit)
      let result: Result<Value, any Error>
      do { result = .success(try await work()) } catch { result = .failure(error) }
      guard endedInTime(place) else { throw DeadlinePassed() }
      return try result.get()
    }
  }

  /// The place that it has until it has ended.
  private func watch(_ task: RunningTask, until due: ContinuousClock.Instant) -> Int {
    let (place, isSoonest) = state.withLock { state in
      let watched = Watched(due: due, task: task)
      let place = state.free.popLast() ?? state.watched.count
      if place < state.watched.count { state.watched[place] = watched } else { state.watched.append(watched) }
      return (place, state.mustWake(at: due))
    }
    if isSoonest { look(at: due) }
    return place
  }

  /// From here on its task is left alone.
  private func endedInTime(_ place: Int) -> Bool {
    state.withLock { state in
      let inTime = state.watched[place]?.isOverdue == false
      state.watched[place] = nil
      state.free.append(place)
      return inTime
    }
  }

  private func look(at due: ContinuousClock.Instant) {
    Task.detached { [weak self, time] in
      try? await time.sleep(max(.zero, due - time.monotonic()))
      self?.endOverdue(due)
    }
  }

  private func endOverdue(_ woken: ContinuousClock.Instant) {
    let now = time.monotonic()
    let next = state.withLock { state in
      for place in state.watched.indices where state.watched[place].map({ $0.due <= now && !$0.isOverdue }) == true {
        state.watched[place]?.isOverdue = true
        state.watched[place]?.task.cancel()
      }
      if state.wakes == woken { state.wakes = nil }
      let next = state.watched.lazy.compactMap { $0 }.filter { !$0.isOverdue }.map(\.due).min()
      return next.flatMap { state.mustWake(at: $0) ? $0 : nil }
    }
    if let next { look(at: next) }
  }
}

/// A task that waits inside `withUnsafeCurrentTask`, where its handle stays good; `Deadlines` lets go of it before it
/// leaves. Cancelling is allowed from any thread.
private struct RunningTask: @unchecked Sendable {
  private let task: UnsafeCurrentTask

  init(_ task: UnsafeCurrentTask) { self.task = task }

  func cancel() { task.cancel() }
}

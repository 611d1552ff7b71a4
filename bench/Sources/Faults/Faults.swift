import Foundation
import Glibc
import Kernel
import Synchronization

/// What goes wrong beside the gateway, again and again: a worker is killed with -9 every 3 s, the model changes its
/// manner every 2 s, and every 10 s Postgres is restarted in order or killed with -9, in turns.
final class Faults: Sendable {
  private struct Counts {
    var workers = 0
    var manners = 0
    var restarts = 0
    var crashes = 0
  }

  private let served: Served
  private let model: MockModel
  private let options: [String]
  private let workers: Mutex<[ChildServer]>
  private let counts = Mutex(Counts())

  private init(_ served: Served, _ model: MockModel, _ options: [String], _ workers: [ChildServer]) {
    self.served = served
    self.model = model
    self.options = options
    self.workers = Mutex(workers)
  }

  /// With two workers.
  static func start(_ served: Served, _ model: MockModel, _ options: [String]) async throws -> Faults {
    let workers = [try await served.worker(options), try await served.worker(options)]
    return Faults(served, model, options, workers)
  }

  var told: String {
    counts.withLock {
      "\($0.workers) workers killed, Postgres restarted \($0.restarts) times and killed \($0.crashes) times, the model changed \($0.manners) times"
    }
  }

  /// Fails things until `body` has ended, then stops the workers.
  func during<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws -> Value {
    let value = try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask { try await body() }
      group.addTask { try await self.again(every: 3) { try await self.killWorker() } }
      group.addTask { try await self.again(every: 2) { self.changeModel() } }
      group.addTask { try await self.again(every: 10) { self.endPostgres() } }
      defer { group.cancelAll() }
      while let ended = try await group.next() {
        if let value = ended { return value }
      }
      throw CancellationError()
    }
    for worker in workers.withLock({ $0 }) { await worker.stop() }
    return value
  }

  private func again<Value>(every seconds: Int, _ act: () async throws -> Void) async throws -> Value? {
    while !Task.isCancelled {
      guard (try? await TimeSource.system.sleep(.seconds(seconds))) != nil else { break }
      try await act()
    }
    // Only the end of the requests ends the run.
    return nil
  }

  private func killWorker() async throws {
    guard let worker = workers.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else { return }
    kill(worker.pid, SIGKILL)
    await worker.stop()
    counts.withLock { $0.workers += 1 }
    // It may meet a Postgres that is away: an operator's service manager would start it again, and so does this.
    while !Task.isCancelled {
      if let next = try? await served.worker(options) {
        workers.withLock { $0.append(next) }
        return
      }
    }
  }

  private func changeModel() {
    let number = counts.withLock { counts in
      counts.manners += 1
      return counts.manners
    }
    model.behave(MockModel.Manner.allCases[number % MockModel.Manner.allCases.count])
  }

  /// SIGINT is what `pg_ctl restart` sends: sessions are ended, and the supervisor starts it again.
  private func endPostgres() {
    struct Note: Decodable { var pid: Int32 }
    let file = served.data + "/run/postgres.process.json"
    guard let data = FileManager.default.contents(atPath: file),
      let note = try? JSONDecoder().decode(Note.self, from: data)
    else { return }
    let crashes = counts.withLock { counts in
      let crashes = counts.restarts > counts.crashes
      if crashes { counts.crashes += 1 } else { counts.restarts += 1 }
      return crashes
    }
    kill(note.pid, crashes ? SIGKILL : SIGINT)
  }
}

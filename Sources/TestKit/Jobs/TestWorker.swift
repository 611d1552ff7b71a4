package import Database
package import Jobs
import Kernel
import Logging

extension TestDatabase {
  /// Runs a worker, woken by commits of both pools, while `body` runs; then stops it and waits.
  package func withWorker<Value>(
    _ registry: JobRegistry, _ settings: WorkerSettings = .test, _ body: (Worker) async throws -> Value
  ) async throws -> Value {
    let doorbell = Doorbell(app, listener: nil, logger: .quiet)
    doorbell.attach(to: app, worker)
    let worker = Worker(self.worker, registry: registry, settings: settings, doorbell: doorbell, logger: .quiet)
    let running = Task { try await worker.run() }
    let value: Value
    do {
      value = try await body(worker)
    } catch {
      worker.stop(patience: .zero)
      _ = await running.result
      throw error
    }
    worker.stop()
    _ = await running.result
    return value
  }
}

extension WorkerSettings {
  package static let test = WorkerSettings(
    concurrency: 16, batch: 16, lease: .seconds(10), poll: .milliseconds(50), patience: .seconds(5))
}

/// A handler made of a closure.
package struct ClosureHandler<Args: JobArgs>: JobHandler {
  private let body: @Sendable (Args, JobContext) async throws -> JobOutcome
  private let giveUp: @Sendable (Args, String) async throws -> Void

  package init(
    _: Args.Type = Args.self, gaveUp: @escaping @Sendable (Args, String) async throws -> Void = { _, _ in },
    _ body: @escaping @Sendable (Args, JobContext) async throws -> JobOutcome
  ) {
    self.body = body
    giveUp = gaveUp
  }

  package func run(_ args: Args, _ context: JobContext) async throws -> JobOutcome { try await body(args, context) }

  package func gaveUp(_ args: Args, _ reason: String, _ context: JobContext, in tx: Transaction) async throws {
    try await giveUp(args, reason)
  }
}

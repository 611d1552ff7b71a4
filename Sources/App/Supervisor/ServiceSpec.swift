import Foundation
import Kernel

/// A service that Starling runs as a child process.
package struct ServiceSpec: Sendable {
  /// Names its log and record: `postgres`, `embeddings`, `model`.
  package var name: String
  package var program: ChildProgram
  /// Whether it answers now. Called often while it starts, then every `probeInterval`.
  package var isHealthy: @Sendable () async -> Bool
  /// Runs before each start, for what a crash leaves behind.
  package var prepare: @Sendable () async throws -> Void = {}
  package var startLimit: Duration = .seconds(60)
  package var probeInterval: Duration = .seconds(10)
  /// So many failed probes in a row count as dead, and it is started anew.
  package var probeFailures = 3
  package var stopSignal: Int32 = SIGTERM
  /// Then it is killed.
  package var stopGrace: Duration = .seconds(20)
  package var restart = RestartPolicy()

  package init(name: String, program: ChildProgram, isHealthy: @escaping @Sendable () async -> Bool) {
    self.name = name
    self.program = program
    self.isHealthy = isHealthy
  }
}

/// What a service does now, for `starling doctor`, `/status` and the log.
package struct ServiceStatus: Sendable, Equatable {
  package enum State: Sendable, Equatable {
    case stopped
    case starting
    case ready
    case waiting(Duration, reason: String)
    case stopping
  }

  package var name: String
  package var state: State
  package var pid: Int32?
  package var restarts: Int
}

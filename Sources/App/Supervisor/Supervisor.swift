package import Foundation
package import Kernel
package import Logging

/// Owns the child processes of one Starling: starts them one after the other, keeps each running,
/// and stops them in the opposite order.
package actor Supervisor {
  private let records: URL
  private let logs: LogRotation
  private let time: TimeSource
  private let logger: Logger
  private var services: [SupervisedService] = []
  private var housekeeping: Task<Void, Never>?

  package init(records: URL, logs: URL, time: TimeSource, logger: Logger) {
    self.records = records
    self.logs = LogRotation(folder: logs)
    self.time = time
    self.logger = logger
  }

  /// Returns when the service answers; throws when its first start fails.
  package func start(_ spec: ServiceSpec) async throws {
    startHousekeeping()
    let service = SupervisedService(spec, records: records, time: time, logger: logger)
    services.append(service)
    try await service.start()
    let status = await service.status
    logger.info("service is ready", metadata: ["service": "\(spec.name)", "pid": "\(status.pid ?? 0)"])
  }

  package func stopAll() async {
    housekeeping?.cancel()
    while let service = services.popLast() { await service.stop() }
  }

  package var statuses: [ServiceStatus] {
    get async {
      var found: [ServiceStatus] = []
      for service in services { found.append(await service.status) }
      return found
    }
  }

  private func startHousekeeping() {
    guard housekeeping == nil else { return }
    housekeeping = Task { [time, logs, logger] in
      while (try? await time.sleep(.seconds(60))) != nil {
        do { try logs.rotate() } catch {
          logger.warning("cannot rotate the logs", metadata: ["error": "\(error)"])
        }
      }
    }
  }
}

import CoreMetrics
package import Kernel
package import Logging
package import Telemetry

/// What a process sets up once, before anything else: its log, metrics and objectives.
package struct Bootstrap: Sendable {
  package let logger: Logger
  package let metrics: MetricsRegistry
  package let objectives: ObjectiveRecorder

  package init(logger: Logger, metrics: MetricsRegistry, objectives: ObjectiveRecorder) {
    self.logger = logger
    self.metrics = metrics
    self.objectives = objectives
  }

  /// Call it once in a process: the libraries behind it allow no second time.
  package static func run(level: Logger.Level, time: TimeSource) -> Bootstrap {
    LoggingSystem.bootstrap { label in
      JSONLogHandler(label: label, level: level, time: time) { StandardError.shared.write(line: $0) }
    }
    let metrics = MetricsRegistry()
    MetricsSystem.bootstrap(metrics)
    return Bootstrap(
      logger: Logger(label: "starling"), metrics: metrics, objectives: ObjectiveRecorder(time: time))
  }
}

import Metrics

/// What a pool shows of itself in the metrics.
struct PoolGauges: Sendable {
  private let open: Gauge
  private let idle: Gauge
  private let waiting: Gauge

  init(role: DatabaseRole) {
    let dimensions = [("role", role.rawValue)]
    open = Gauge(label: "database_connections_open", dimensions: dimensions)
    idle = Gauge(label: "database_connections_idle", dimensions: dimensions)
    waiting = Gauge(label: "database_tasks_waiting", dimensions: dimensions)
  }

  func record(_ health: PoolHealth) {
    open.record(health.open)
    idle.record(health.idle)
    waiting.record(health.waiting)
  }
}

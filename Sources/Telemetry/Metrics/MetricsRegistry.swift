package import CoreMetrics
import Synchronization

/// The backend of swift-metrics: keeps every value in memory until Prometheus asks.
///
/// Counters end in `_total`, timers in `_seconds` (given in nanoseconds, kept in seconds). A label with
/// another character than letters, digits and underscores has it replaced by one.
package final class MetricsRegistry: MetricsFactory {
  /// Seconds; from 1 ms to a minute, for requests, jobs, model and platform calls alike.
  package static let timeBuckets: [Double] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60,
  ]
  static let sizeBuckets: [Double] = [1, 5, 10, 50, 100, 500, 1000, 5000, 10_000, 100_000, 1_000_000]

  private let series = Mutex<[SeriesKey: any Series]>([:])

  package init() {}

  package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    find(.counter, label, dimensions) { CounterSeries() }
  }

  package func makeFloatingPointCounter(
    label: String, dimensions: [(String, String)]
  ) -> any FloatingPointCounterHandler {
    find(.counter, label, dimensions) { FloatingCounterSeries() }
  }

  package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    find(.gauge, label, dimensions) { GaugeSeries() }
  }

  package func makeRecorder(
    label: String, dimensions: [(String, String)], aggregate: Bool
  ) -> any RecorderHandler {
    guard aggregate else { return find(.gauge, label, dimensions) { GaugeSeries() } }
    return find(.histogram, label, dimensions) { HistogramSeries(bounds: Self.sizeBuckets) }
  }

  package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    find(.timer, label, dimensions) { HistogramSeries(bounds: Self.timeBuckets, scale: 1e-9) }
  }

  // A series stays until the process ends: Prometheus expects counters to live on.
  package func destroyCounter(_ handler: any CounterHandler) {}
  package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
  package func destroyMeter(_ handler: any MeterHandler) {}
  package func destroyRecorder(_ handler: any RecorderHandler) {}
  package func destroyTimer(_ handler: any TimerHandler) {}

  /// The text exposition format, version 0.0.4.
  package var prometheusText: String {
    PrometheusText.render(series.withLock { $0.map { ($0.key, $0.value) } })
  }

  /// The same label and dimensions give the same series. A label that is already of another kind gets
  /// a series nobody reads, since swift-metrics has no way to refuse.
  private func find<Found: Series>(
    _ kind: SeriesKind, _ label: String, _ dimensions: [(String, String)], make: () -> Found
  ) -> Found {
    let key = SeriesKey(name: SeriesKey.name(label, kind), kind: kind, labels: dimensions)
    return series.withLock { series in
      if let found = series[key] as? Found { return found }
      let made = make()
      if series[key] == nil, !series.keys.contains(where: { $0.name == key.name && $0.kind != kind }) {
        series[key] = made
      }
      return made
    }
  }
}

enum SeriesKind: Sendable, Hashable {
  case counter, gauge, histogram, timer

  var prometheusName: String {
    switch self {
    case .counter: "counter"
    case .gauge: "gauge"
    case .histogram, .timer: "histogram"
    }
  }
}

struct SeriesKey: Hashable, Sendable {
  struct Label: Hashable, Sendable {
    var name: String
    var value: String
  }

  var name: String
  var kind: SeriesKind
  var labels: [Label]

  init(name: String, kind: SeriesKind, labels: [(String, String)]) {
    self.name = name
    self.kind = kind
    self.labels = labels.map { Label(name: Self.clean($0.0), value: $0.1) }.sorted { $0.name < $1.name }
  }

  static func name(_ label: String, _ kind: SeriesKind) -> String {
    let name = clean(label)
    let suffix =
      switch kind {
      case .counter: "_total"
      case .timer: "_seconds"
      case .gauge, .histogram: ""
      }
    return name.hasSuffix(suffix) ? name : name + suffix
  }

  private static func clean(_ text: String) -> String {
    let mapped = text.utf8.map { byte -> UInt8 in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        byte
      default: UInt8(ascii: "_")
      }
    }
    let name = String(decoding: mapped, as: UTF8.self)
    return name.first?.isNumber == true ? "_" + name : name
  }
}

import CoreMetrics
import Synchronization

/// One line, or one group of lines, of the exposition.
protocol Series: AnyObject, Sendable {
  var sample: SeriesSample { get }
}

enum SeriesSample: Sendable {
  case value(Double)
  /// Counts per bucket, not cumulative; one more than there are bounds.
  case histogram(bounds: [Double], counts: [UInt64], sum: Double)
}

final class CounterSeries: Series, CounterHandler {
  private let value = Atomic<Int64>(0)

  var sample: SeriesSample { .value(Double(value.load(ordering: .relaxed))) }
  func increment(by amount: Int64) { value.wrappingAdd(amount, ordering: .relaxed) }
  func reset() { value.store(0, ordering: .relaxed) }
}

final class FloatingCounterSeries: Series, FloatingPointCounterHandler {
  private let value = Mutex(0.0)

  var sample: SeriesSample { .value(value.withLock { $0 }) }
  func increment(by amount: Double) { value.withLock { $0 += amount } }
  func reset() { value.withLock { $0 = 0 } }
}

final class GaugeSeries: Series, MeterHandler, RecorderHandler {
  private let value = Mutex(0.0)

  var sample: SeriesSample { .value(value.withLock { $0 }) }
  func set(_ new: Int64) { set(Double(new)) }
  func set(_ new: Double) { value.withLock { $0 = new } }
  func increment(by amount: Double) { value.withLock { $0 += amount } }
  func decrement(by amount: Double) { value.withLock { $0 -= amount } }
  func record(_ new: Int64) { set(Double(new)) }
  func record(_ new: Double) { set(new) }
}

final class HistogramSeries: Series, RecorderHandler, TimerHandler {
  private let bounds: [Double]
  private let scale: Double
  private let state: Mutex<(counts: [UInt64], sum: Double)>

  /// What is recorded counts times `scale`.
  init(bounds: [Double], scale: Double = 1) {
    self.bounds = bounds
    self.scale = scale
    state = Mutex((counts: [UInt64](repeating: 0, count: bounds.count + 1), sum: 0))
  }

  var sample: SeriesSample {
    state.withLock { .histogram(bounds: bounds, counts: $0.counts, sum: $0.sum) }
  }

  func record(_ value: Int64) { record(Double(value)) }

  func record(_ value: Double) {
    let value = value * scale
    let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
    state.withLock {
      $0.counts[bucket] += 1
      $0.sum += value
    }
  }

  func recordNanoseconds(_ duration: Int64) { record(Double(duration)) }
}

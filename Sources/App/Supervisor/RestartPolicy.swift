/// How long to wait before a service that ended is started again.
package struct RestartPolicy: Sendable {
  package var first: Duration = .milliseconds(100)
  package var most: Duration = .seconds(30)
  /// A run that was ready for this long clears the count of failures.
  package var steadyAfter: Duration = .seconds(60)

  package init() {}

  /// Doubles with each failure in a row, up to `most`.
  package func delay(failures: Int) -> Duration {
    guard failures > 0 else { return .zero }
    let doublings = min(failures - 1, 16)
    return min(most, first * (1 << doublings))
  }
}

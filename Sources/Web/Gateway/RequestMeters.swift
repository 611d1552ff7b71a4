import HTTPTypes
import Metrics
import Synchronization

/// Requests by method, route and status, and their time by route. Looking a metric up by its labels costs more than
/// counting, so those that were used are kept; routes and statuses are few.
final class RequestMeters: Sendable {
  private struct Key: Hashable {
    var method: HTTPRequest.Method
    var route: String
    var status: Int
  }

  private let kept = Mutex<[Key: (requests: Counter, seconds: Metrics.Timer)]>([:])

  func count(_ method: HTTPRequest.Method, _ route: String, _ status: HTTPResponse.Status, took duration: Duration) {
    let key = Key(method: method, route: route, status: status.code)
    let meters = kept.withLock { kept in
      if let meters = kept[key] { return meters }
      let labels = [("method", method.rawValue), ("route", route), ("status", String(status.code))]
      let meters = (
        requests: Counter(label: "starling_http_requests_total", dimensions: labels),
        seconds: Metrics.Timer(label: "starling_http_request_seconds", dimensions: [("route", route)])
      )
      kept[key] = meters
      return meters
    }
    meters.requests.increment()
    meters.seconds.record(duration: duration)
  }
}

import Dispatch

/// Long calculations, one after another on a thread of their own: a training that takes a minute must not hold a thread
/// that requests, heartbeats and other jobs wait for.
enum Calculation {
  private static let queue = DispatchQueue(label: "starling.studio.calculation", qos: .utility)

  static func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result(catching: body)) }
    }
  }
}

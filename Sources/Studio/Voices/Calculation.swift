import Dispatch

/// Long calculations, one after another on a thread of their own: a training that takes a minute must not hold a thread
/// that requests, heartbeats and other jobs wait for.
enum Calculation {
  private static let queue = DispatchQueue(label: "starling.studio.calculation", qos: .utility)
  /// For what a page waits for: never behind a training.
  private static let shortQueue = DispatchQueue(label: "starling.studio.calculation.short", qos: .userInitiated)

  /// `isShort`: done within a second, and somebody waits for it.
  static func run<Value: Sendable>(
    isShort: Bool = false, _ body: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      (isShort ? shortQueue : queue).async { continuation.resume(with: Result(catching: body)) }
    }
  }
}

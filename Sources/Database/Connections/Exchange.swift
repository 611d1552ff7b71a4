import Synchronization

/// Marks a batch whose task was cancelled, from any thread.
final class CancelToken: Sendable {
  private let flag = Atomic(false)

  var isCancelled: Bool { flag.load(ordering: .acquiring) }

  func cancel() { flag.store(true, ordering: .releasing) }
}

/// A batch on its way: what is still expected from the server and who waits for it. Touched only under its connection's
/// lock.
final class Exchange: @unchecked Sendable {
  enum Expectation: Sendable {
    case prepared(sql: String)
    case reply
    case sync
  }

  typealias Continuation = CheckedContinuation<[ResultSet], any Error>

  let batch: Batch
  let token: CancelToken
  let continuation: Continuation
  var expected: [Expectation] = []
  private var position = 0
  /// A result of the current expectation has come; libpq marks its end with a nil.
  var hasReply = false
  var results: [ResultSet] = []
  var failure: DatabaseError?
  var failureState = ""
  var deadline: ContinuousClock.Instant?
  /// A cancel request is under way: the connection must not go to anybody else before it has arrived.
  var isCancelling = false
  var isAnswered = false

  init(batch: Batch, token: CancelToken, continuation: Continuation) {
    self.batch = batch
    self.token = token
    self.continuation = continuation
  }

  var expectation: Expectation? { position < expected.count ? expected[position] : nil }

  func moveOn() {
    if hasReply { position += 1 }
    hasReply = false
  }

  func fail(_ error: DatabaseError, sqlstate: String) {
    guard failure == nil else { return }
    failure = error
    failureState = sqlstate
  }

  /// What the waiting task gets once the server has answered.
  var completion: Completion {
    if let failure {
      let cancelled = failure == .timeout && token.isCancelled
      return Completion(continuation, .failure(cancelled ? DatabaseError.cancelled : failure))
    }
    return Completion(continuation, .success(results))
  }

  /// What the waiting task gets when the connection has broken.
  func lost(_ reason: String, sent: Bool) -> Completion {
    if token.isCancelled { return Completion(continuation, .failure(DatabaseError.cancelled)) }
    let ended = failureState == "57P01"
    return Completion(continuation, .failure(ConnectionFault.lost(reason, harmless: !sent || ended)))
  }
}

/// A task to be resumed after the connection's lock has been given back.
struct Completion: Sendable {
  private let continuation: Exchange.Continuation
  private let result: Result<[ResultSet], any Error>

  init(_ continuation: Exchange.Continuation, _ result: Result<[ResultSet], any Error>) {
    self.continuation = continuation
    self.result = result
  }

  func run() { continuation.resume(with: result) }
}

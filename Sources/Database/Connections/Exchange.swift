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

  typealias Answer = Result<[ResultSet], any Error>

  private enum Waiting: Sendable {
    case nobody
    case task(CheckedContinuation<[ResultSet], any Error>)
    case answer(Answer)
  }

  let batch: Batch
  let token = CancelToken()
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
  /// The one part that needs no lock of the connection.
  private let waiting = Mutex(Waiting.nobody)

  init(batch: Batch) { self.batch = batch }

  /// Waits for what `resolve` gets. For one task.
  func answer() async throws -> [ResultSet] {
    if case .answer(let answer) = waiting.withLock({ $0 }) { return try answer.get() }
    return try await withCheckedThrowingContinuation { continuation in
      let answer = waiting.withLock { waiting -> Answer? in
        if case .answer(let answer) = waiting { return answer }
        waiting = .task(continuation)
        return nil
      }
      if let answer { continuation.resume(with: answer) }
    }
  }

  /// Once. Resumes the task that waits, so not under the connection's lock.
  fileprivate func resolve(_ answer: Answer) {
    let waited = waiting.withLock { waiting in
      let before = waiting
      if case .nobody = before { waiting = .answer(answer) }
      return before
    }
    if case .task(let continuation) = waited { continuation.resume(with: answer) }
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
      return Completion(self, .failure(cancelled ? DatabaseError.cancelled : failure))
    }
    return Completion(self, .success(results))
  }

  /// What the waiting task gets when the connection has broken.
  func lost(_ reason: String, sent: Bool) -> Completion {
    if token.isCancelled { return Completion(self, .failure(DatabaseError.cancelled)) }
    let ended = failureState == "57P01"
    return Completion(self, .failure(ConnectionFault.lost(reason, harmless: !sent || ended)))
  }
}

/// A task to be resumed after the connection's lock has been given back.
struct Completion: Sendable {
  private let exchange: Exchange
  private let answer: Exchange.Answer

  init(_ exchange: Exchange, _ answer: Exchange.Answer) {
    self.exchange = exchange
    self.answer = answer
  }

  func run() { exchange.resolve(answer) }
}

import CLibpq
import Kernel

/// One libpq session and the exchanges on it. Touched only under its connection's lock; never blocks.
final class Session: @unchecked Sendable {
  private let pq: OpaquePointer
  private var statements: [String: String] = [:]
  private(set) var current: Exchange?
  private var waiting: [Exchange] = []
  /// Bytes are left that the socket would not take.
  private(set) var wantsWrite = false
  /// Not to be given to anybody else, though it still answers.
  private(set) var isUnfit = false

  init(_ pq: OpaquePointer) { self.pq = pq }

  var socket: Int32 { PQsocket(pq) }
  var isIdle: Bool { current == nil && waiting.isEmpty && PQtransactionStatus(pq) == PQTRANS_IDLE }
  var serverVersion: Int { Int(PQserverVersion(pq)) }
  var processID: Int32 { PQbackendPID(pq) }

  private var message: String { String(cString: PQerrorMessage(pq)).trimmed }

  // MARK: Sending

  /// Sends the exchange, or keeps it until the ones before it are answered. Throws when the session is broken.
  func submit(_ exchange: Exchange) throws(SessionBroken) {
    guard current == nil else {
      waiting.append(exchange)
      return
    }
    current = exchange
    try sendCurrent()
  }

  private func sendCurrent() throws(SessionBroken) {
    guard let exchange = current else { return }
    switch exchange.batch.content {
    case .commands(let commands):
      for command in commands { try send(command, for: exchange) }
      guard PQpipelineSync(pq) == 1 else { throw broken(sent: false) }
      exchange.expected.append(.sync)
    case .script(let text):
      guard PQexitPipelineMode(pq) == 1, PQsendQuery(pq, text) == 1 else { throw broken(sent: false) }
    }
    try flush()
  }

  private func send(_ command: Command, for exchange: Exchange) throws(SessionBroken) {
    guard command.prepared else {
      let sent = WireParameters.withPointers(to: command.parameters) { count, values, lengths, formats in
        PQsendQueryParams(pq, command.sql, count, nil, values, lengths, formats, 0)
      }
      guard sent == 1 else { throw broken(sent: false) }
      exchange.expected.append(.reply)
      return
    }
    if let name = statements[command.sql] {
      try execute(name, command.parameters)
    } else {
      let name = "s\(statements.count)"
      guard PQsendPrepare(pq, name, command.sql, 0, nil) == 1 else { throw broken(sent: false) }
      statements[command.sql] = name
      exchange.expected.append(.prepared(sql: command.sql))
      try execute(name, command.parameters)
    }
    exchange.expected.append(.reply)
  }

  private func execute(_ name: String, _ parameters: Parameters) throws(SessionBroken) {
    let sent = WireParameters.withPointers(to: parameters) { count, values, lengths, formats in
      PQsendQueryPrepared(pq, name, count, values, lengths, formats, 0)
    }
    guard sent == 1 else { throw broken(sent: false) }
  }

  func flush() throws(SessionBroken) {
    switch PQflush(pq) {
    case 0: wantsWrite = false
    case 1: wantsWrite = true
    default: throw broken(sent: true)
    }
  }

  // MARK: Receiving

  /// Takes what has arrived. Returns the tasks to resume.
  func receive() throws(SessionBroken) -> [Completion] {
    // TLS may hold back a record's rest that the socket no longer announces: 16 kB, so ask again.
    for _ in 0..<(PQsslInUse(pq) == 1 ? 4 : 1) {
      guard PQconsumeInput(pq) == 1, PQstatus(pq) == CONNECTION_OK else { throw broken(sent: true) }
    }
    if wantsWrite { try flush() }
    var completions: [Completion] = []
    while let completion = try takeAnswer() { completions.append(completion) }
    return completions
  }

  /// The task whose batch is answered by now, if any; the next batch goes out.
  private func takeAnswer() throws(SessionBroken) -> Completion? {
    guard let exchange = current, !exchange.isAnswered else { return nil }
    var gaps = 0
    while !exchange.isAnswered, PQisBusy(pq) == 0 {
      if let result = PQgetResult(pq) {
        gaps = 0
        try take(ResultSet(taking: result), for: exchange)
      } else if case .script = exchange.batch.content {
        exchange.isAnswered = true
        guard PQenterPipelineMode(pq) == 1 else { throw broken(sent: true) }
      } else {
        exchange.moveOn()
        gaps += 1
        guard gaps < 3 else { throw SessionBroken(reason: "the replies are out of step", sent: true) }
      }
    }
    return exchange.isAnswered && !exchange.isCancelling ? try finish() : nil
  }

  private func take(_ result: ResultSet, for exchange: Exchange) throws(SessionBroken) {
    exchange.hasReply = true
    switch result.status {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
      if case .prepared? = exchange.expectation { return }
      exchange.results.append(result)
    case PGRES_PIPELINE_SYNC: exchange.isAnswered = true
    case PGRES_PIPELINE_ABORTED: forgetPrepared(exchange.expectation)
    case PGRES_FATAL_ERROR, PGRES_NONFATAL_ERROR, PGRES_BAD_RESPONSE:
      forgetPrepared(exchange.expectation)
      let state = result.sqlstate
      // A plan that a migration has overtaken, or a pooler that gave us another server connection.
      if state == "0A000" || state == "26000" { isUnfit = true }
      exchange.fail(result.error, sqlstate: state)
    default: throw SessionBroken(reason: "a reply of a kind that no statement here asks for (COPY)", sent: true)
    }
  }

  private func forgetPrepared(_ expectation: Exchange.Expectation?) {
    if case .prepared(let sql)? = expectation {
      statements[sql] = nil
      // Names are counted, so the next one must not repeat this one's.
      isUnfit = true
    }
  }

  /// Lets the answered exchange go and sends the next.
  private func finish() throws(SessionBroken) -> Completion? {
    guard let exchange = current else { return nil }
    current = nil
    if !waiting.isEmpty {
      current = waiting.removeFirst()
      do { try sendCurrent() } catch {
        current.map { waiting.insert($0, at: 0) }
        current = exchange
        throw error
      }
    }
    return exchange.completion
  }

  /// A channel and a payload each.
  func takeNotifications() -> [(channel: String, payload: String)] {
    var list: [(channel: String, payload: String)] = []
    while let notification = PQnotifies(pq) {
      list.append((String(cString: notification.pointee.relname), String(cString: notification.pointee.extra)))
      PQfreemem(notification)
    }
    return list
  }

  // MARK: Giving up

  /// Takes a waiting exchange out, or marks the running one and returns the handle that cancels it.
  func cancel(_ token: CancelToken, by deadline: ContinuousClock.Instant) -> CancelStep {
    if let index = waiting.firstIndex(where: { $0.token === token }) {
      return .dropped(Completion(waiting.remove(at: index), .failure(DatabaseError.cancelled)))
    }
    guard current?.token === token, current?.isAnswered == false, current?.isCancelling == false,
      let handle = PQgetCancel(pq)
    else { return .nothing }
    current?.isCancelling = true
    let limit = current?.deadline ?? deadline
    current?.deadline = min(limit, deadline)
    return .request(CancelRequest(handle))
  }

  func cancelArrived(_ token: CancelToken) throws(SessionBroken) -> [Completion] {
    guard current?.token === token else { return [] }
    current?.isCancelling = false
    guard current?.isAnswered == true, let first = try finish() else { return [] }
    return [first] + (try receiveRest())
  }

  private func receiveRest() throws(SessionBroken) -> [Completion] {
    var completions: [Completion] = []
    while let completion = try takeAnswer() { completions.append(completion) }
    return completions
  }

  /// Frees the session. Everybody who waits on it is told.
  func end(_ reason: String, sent: Bool) -> [Completion] {
    PQfinish(pq)
    var completions = waiting.map { $0.lost(reason, sent: false) }
    if let current {
      completions.append(current.isAnswered ? current.completion : current.lost(reason, sent: sent))
    }
    current = nil
    waiting = []
    return completions
  }

  func setDeadline(_ deadline: ContinuousClock.Instant?) { current?.deadline = deadline }

  private func broken(sent: Bool) -> SessionBroken {
    SessionBroken(reason: message.isEmpty ? "the connection broke" : message, sent: sent)
  }
}

struct SessionBroken: Error {
  let reason: String
  let sent: Bool
}

enum CancelStep {
  case nothing
  case dropped(Completion)
  case request(CancelRequest)
}

/// Asks the server to end the statement that runs on a connection. Opens a connection of its own and
/// blocks, so it belongs on a thread that may.
struct CancelRequest: @unchecked Sendable {
  private let handle: OpaquePointer

  init(_ handle: OpaquePointer) { self.handle = handle }

  func send() {
    var reason = [CChar](repeating: 0, count: 256)
    _ = PQcancel(handle, &reason, Int32(reason.count))
    PQfreeCancel(handle)
  }
}

package import Database
import HTTPTypes
import Kernel

extension EndpointContext {
  /// Runs a mutation in one transaction of the caller's tenant. With an `Idempotency-Key` the reply is kept in
  /// the same transaction; a call that came before gives its reply again, byte for byte, without running `work`.
  /// Return the reply unchanged from the handler.
  ///
  /// When the database ends a transaction before it was committed, `work` runs again in another, three times at most:
  /// it may do nothing outside of the transaction. A commit of unknown outcome is asked for again only with an
  /// `Idempotency-Key`, which finds it if it was made.
  package func perform<Reply: APIModel>(
    _ work: (Transaction) async throws -> Reply
  ) async throws -> Reply {
    var attempts = 1
    while true {
      let began = call.time.monotonic()
      do {
        return try await performOnce(work)
      } catch let error as DatabaseError where attempts < 3 && mayRepeat(error) {
        // Who waited for a connection in vain has waited long enough.
        guard call.time.monotonic() - began < .seconds(5) else { throw error }
        attempts += 1
      }
    }
  }

  private func mayRepeat(_ error: DatabaseError) -> Bool {
    switch error {
    case .unavailable, .serialization: true
    case .outcomeUnknown: call.idempotent.map { !$0.hidesSecret } ?? false
    default: false
    }
  }

  private func performOnce<Reply: APIModel>(
    _ work: (Transaction) async throws -> Reply
  ) async throws -> Reply {
    let tenant = try tenant
    return try await database.transaction(as: tenant) { transaction in
      guard let idempotent = call.idempotent else { return try await work(transaction) }
      if let earlier = try await idempotent.begin(transaction) { throw ReplayEarlier(reply: earlier) }
      let reply = try await work(transaction)
      let bytes = try encode(reply)
      try await idempotent.keep(
        status: (head.status ?? call.status).code, headers: keptHeaders, body: bytes, in: transaction)
      return reply
    }
  }

  /// The same for acts without a reply.
  package func perform(_ work: (Transaction) async throws -> Void) async throws {
    _ = try await perform { transaction in
      try await work(transaction)
      return NoReply()
    }
  }

  package var database: Database {
    get throws {
      guard let database = call.database else { throw Problem(.internal, "The gateway runs without a database.") }
      return database
    }
  }

  var keptHeaders: [String: String] {
    let fields = head.fields.filter { $0.name == .eTag || $0.name == .location }
    return Dictionary(fields.map { ($0.name.rawName, $0.value) }, uniquingKeysWith: { first, _ in first })
  }
}

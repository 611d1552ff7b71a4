package import Database
package import Foundation
package import Kernel

/// Long work that somebody can watch and cancel.
package struct Operation: Sendable, Equatable {
  package enum State: String, Sendable, CaseIterable, Codable {
    case running, succeeded, failed, cancelled
  }

  package var id: OperationID
  package var brand: BrandID?
  package var kind: String
  package var resource: String?
  package var state: State
  /// Parts that have ended, of `total`; both 0 while that is not known.
  package var done: Int
  package var total: Int
  /// JSON of what came out, when it succeeded.
  package var result: [UInt8]?
  package var error: OperationError?
  package var isCancelRequested: Bool
  package var createdBy: String
  package var createdAt: Date
  package var updatedAt: Date
  package var finishedAt: Date?

  package var isFinished: Bool { state != .running }
}

/// Why it failed, in the words of a `Problem`.
package struct OperationError: Codable, Sendable, Equatable {
  /// `Problem.Kind`'s stable word.
  package var kind: String
  package var detail: String

  package init(kind: String, detail: String) {
    self.kind = kind
    self.detail = detail
  }
}

package struct NewOperation: Sendable {
  package var kind: String
  package var brand: BrandID?
  package var resource: String?
  package var total: Int

  package init(kind: String, brand: BrandID? = nil, resource: String? = nil, total: Int = 0) {
    self.kind = kind
    self.brand = brand
    self.resource = resource
    self.total = total
  }
}

extension Transaction {
  /// Begins an operation together with what does its work.
  package func begin(_ new: NewOperation, ids: IDSource = .system) async throws -> OperationID {
    guard let tenant else { throw Problem(.internal, "An operation needs an organisation.") }
    let id = ids.new(OperationID.self)
    try await execute(
      OperationStatements.insert, OperationRow(id: id, new: new, createdBy: tenant.actor.label))
    return id
  }

  /// Ignored once the operation has ended.
  package func progress(_ operation: OperationID, done: Int, of total: Int) async throws {
    try await execute(OperationStatements.progress, (operation, done, total))
    ring(.operations)
  }

  /// Ends it well, with a result. The first ending counts: false when it had ended before.
  @discardableResult
  package func succeed(_ operation: OperationID, _ result: some Encodable & Sendable) async throws -> Bool {
    let json = String(decoding: try DatabaseJSON.encode(result), as: UTF8.self)
    return try await end(OperationEnding(id: operation, state: .succeeded, result: json))
  }

  @discardableResult
  package func fail(_ operation: OperationID, _ problem: Problem) async throws -> Bool {
    let error = OperationError(kind: problem.kind.rawValue, detail: problem.detail)
    return try await end(OperationEnding(id: operation, state: .failed, error: error))
  }

  private func end(_ ending: OperationEnding) async throws -> Bool {
    let ended = try await execute(OperationStatements.end, ending) == 1
    if ended { ring(.operations) }
    return ended
  }

  /// Stops an operation and everything that works for it: its workflow and the live jobs about it
  /// (those whose `subject` is the operation's id), and returns it as it is then. One that has ended is a conflict.
  @discardableResult
  package func cancel(_ operation: OperationID) async throws -> Operation {
    guard let tenant else { throw Problem(.internal, "Cancelling an operation needs an organisation.") }
    guard let state = try await first(OperationStatements.lock, operation) else { throw Problem.notFound("operation") }
    guard state == .running else {
      throw Problem(.conflict, "The operation has already \(state.rawValue); there is nothing left to cancel.")
    }
    for workflow in try await query(OperationStatements.workflows, operation) { try await cancel(workflow) }
    try await cancelJobs(about: operation.description, reason: "cancelled")
    let cancellation = OperationEnding(id: operation, state: .cancelled, cancelledBy: tenant.actor.label)
    _ = try await end(cancellation)
    guard let ended = try await first(OperationStatements.byID, operation) else { throw Problem.notFound("operation") }
    return ended
  }
}

struct OperationRow: Sendable {
  let id: OperationID
  let new: NewOperation
  let createdBy: String
}

struct OperationEnding: Sendable {
  let id: OperationID
  let state: Operation.State
  var result: String?
  var error: OperationError?
  var cancelledBy: String?
}

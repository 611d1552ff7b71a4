import Database
import Foundation
import Jobs
package import Kernel
package import Web

/// What long work answers with: the operation to watch at `/v1/operations/{id}`.
package struct AcceptedReply: APIModel {
  package var operationID: OperationID
  package var kind: String
  package var state: String
  package var done: Int
  package var total: Int
  /// Why it failed.
  package var error: String?

  init(_ operation: Jobs.Operation) {
    operationID = operation.id
    kind = operation.kind
    state = operation.state.rawValue
    done = operation.done
    total = operation.total
    error = operation.error?.detail
  }

  package static var schema: Schema {
    .object(
      "Accepted", .required("operation_id", .id(OperationID.self), "Watch it at /v1/operations/{operation_id}."),
      .required("kind", .line(1...100)), .required("state", .choice(["running", "succeeded", "failed", "cancelled"])),
      .required("done", .integer(0...1_000_000)), .required("total", .integer(0...1_000_000)),
      .optional("error", .text(0...2_000)))
  }
}

extension AcceptedReply {
  /// An operation that has just begun.
  init(begun id: OperationID, kind: String, total: Int = 1) {
    operationID = id
    self.kind = kind
    state = Jobs.Operation.State.running.rawValue
    done = 0
    self.total = total
  }
}

extension StudioParts {
  /// Begins long work in one transaction and answers with its operation: as it begins, or as it is once the client's
  /// `Prefer: wait` is over or it has ended.
  func accepted(
    _ context: EndpointContext, _ begin: (Transaction) async throws -> AcceptedReply
  ) async throws -> AcceptedReply {
    let reply = try await context.perform(begin)
    guard context.wait > .zero else { return reply }
    return AcceptedReply(try await operations.get(reply.operationID, wait: context.wait, as: context.tenant))
  }
}

package import Foundation
package import Jobs
package import Kernel

/// `/v1/operations/{operation_id}`: watching long work and stopping it.
package struct OperationRoutes: Sendable {
  private let operations: Operations

  package init(_ operations: Operations) { self.operations = operations }

  package var routes: [Route] { [read, cancel] }

  private var read: Route {
    .get(
      "/v1/operations/{operation_id}", "operations:read", "How far an operation is", tag: "Operations",
      reply: OperationModel.self, options: [.preferWait]
    ) { [operations] context in
      let operation = try await operations.get(
        context.id("operation_id"), wait: context.wait, as: context.tenant)
      return try OperationModel(operation)
    }
  }

  private var cancel: Route {
    .post(
      "/v1/operations/{operation_id}/cancel", "operations:cancel", "Stop an operation and all that works for it",
      tag: "Operations", body: NoBody.self, reply: OperationModel.self, errors: [.conflict]
    ) { context, _ in
      let id = try context.id("operation_id", OperationID.self)
      return try await context.perform { tx in try OperationModel(try await tx.cancel(id)) }
    }
  }
}

/// Long work as a caller sees it. A 202 answers with it too.
package struct OperationModel: APIModel {
  package var id: OperationID
  package var brandID: BrandID?
  package var kind: String
  package var resource: String?
  package var state: String
  package var done: Int
  package var total: Int
  package var result: JSONValue?
  package var error: Failure?
  package var createdAt: Date
  package var updatedAt: Date
  package var finishedAt: Date?

  package struct Failure: APIModel {
    package var kind: String
    package var detail: String

    package static let schema = Schema.object(
      "OperationError",
      .required("kind", .slug(), "The stable word of a problem type."),
      .required("detail", .text()))
  }

  package init(_ operation: Jobs.Operation) throws {
    id = operation.id
    brandID = operation.brand
    kind = operation.kind
    resource = operation.resource
    state = operation.state.rawValue
    done = operation.done
    total = operation.total
    result = try operation.result.map { try JSONDecoder().decode(JSONValue.self, from: Data($0)) }
    error = operation.error.map { Failure(kind: $0.kind, detail: $0.detail) }
    createdAt = operation.createdAt
    updatedAt = operation.updatedAt
    finishedAt = operation.finishedAt
  }

  package static let schema = Schema.object(
    "Operation",
    .required("id", .id(OperationID.self)),
    .optional("brand_id", .id(BrandID.self)),
    .required("kind", .slug()),
    .optional("resource", .line(), "What it is about."),
    .required("state", .choice(of: Jobs.Operation.State.self)),
    .required("done", .integer(0...1_000_000), "Parts that have ended."),
    .required("total", .integer(0...1_000_000), "Parts in all; 0 while that is not known."),
    .optional("result", .any(), "What came out, when it succeeded."),
    .optional("error", Failure.schema, "Why it failed."),
    .required("created_at", .instant),
    .required("updated_at", .instant),
    .optional("finished_at", .instant))
}

package import Database
import Foundation
import Kernel

package enum OperationStatements: StatementList {
  package static let all = AnyStatement.list(insert, progress, end, lock, workflows, byID, prune)

  static let insert = Statement<OperationRow, Void>.tenant(
    "operation.insert",
    """
    INSERT INTO operations (org_id, id, brand_id, kind, resource, total, created_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    """,
    bind: { row, parameters in
      parameters.append(row.id)
      parameters.append(row.new.brand)
      parameters.append(row.new.kind)
      parameters.append(row.new.resource)
      parameters.append(row.new.total)
      parameters.append(row.createdBy)
    })

  static let progress = Statement<(OperationID, Int, Int), Void>.tenant(
    "operation.progress",
    """
    UPDATE operations SET done = $3, total = $4, updated_at = now()
    WHERE org_id = $1 AND id = $2 AND state = 'running'
    """,
    bind: { input, parameters in
      parameters.append(input.0)
      parameters.append(input.1)
      parameters.append(input.2)
    })

  static let end = Statement<OperationEnding, Void>.tenant(
    "operation.end",
    """
    UPDATE operations SET state = $3, result = $4, error = $5, finished_at = now(), updated_at = now(),
      cancel_requested_at = CASE WHEN $6::text IS NOT NULL THEN now() END, cancel_requested_by = $6
    WHERE org_id = $1 AND id = $2 AND state = 'running'
    """,
    bind: { ending, parameters in
      parameters.append(ending.id)
      parameters.append(ending.state.rawValue)
      parameters.append(ending.result)
      parameters.append(json: ending.error)
      parameters.append(ending.cancelledBy)
    })

  static let lock = Statement<OperationID, Operation.State>.tenant(
    "operation.lock", "SELECT state FROM operations WHERE org_id = $1 AND id = $2 FOR UPDATE",
    bind: { id, parameters in parameters.append(id) },
    row: { try $0.operationState() })

  static let workflows = Statement<OperationID, WorkflowID>.tenant(
    "operation.workflows",
    "SELECT id FROM workflows WHERE org_id = $1 AND operation_id = $2 AND state = 'running'",
    bind: { id, parameters in parameters.append(id) },
    row: { try $0.id() })

  static let byID = Statement<OperationID, Operation>.tenant(
    "operation.by_id",
    """
    SELECT id, brand_id, kind, resource, state, done, total, result, error, cancel_requested_at IS NOT NULL,
      created_by, created_at, updated_at, finished_at
    FROM operations WHERE org_id = $1 AND id = $2
    """,
    bind: { id, parameters in parameters.append(id) },
    row: { reader in
      Operation(
        id: try reader.id(), brand: try reader.optionalID(), kind: try reader.string(),
        resource: try reader.optionalString(), state: try reader.operationState(), done: try reader.int(),
        total: try reader.int(), result: try reader.optional { try $0.jsonBytes() },
        error: try reader.optionalJSON(), isCancelRequested: try reader.bool(), createdBy: try reader.string(),
        createdAt: try reader.date(), updatedAt: try reader.date(), finishedAt: try reader.optionalDate())
    })

  /// Ended operations older than so many seconds, with their workflows.
  package static let prune = Statement<Double, Void>.tenant(
    "operation.prune",
    "DELETE FROM operations WHERE org_id = $1 AND finished_at < now() - make_interval(secs => $2)",
    bind: { seconds, parameters in parameters.append(seconds) })
}

extension RowReader {
  fileprivate mutating func operationState() throws -> Operation.State {
    guard let state = Operation.State(rawValue: try string()) else {
      throw DatabaseError.decoding(column: "state", expected: "an operation's state")
    }
    return state
  }
}

package import Database
import Foundation
import Kernel

package enum WorkflowStatements: StatementList {
  package static let all = AnyStatement.list(
    insert, insertStep, addToTotal, attachJob, lock, lockByID, chain, updateStep, updateWorkflow, adopt, cancel,
    cancelSteps, failedStep, failedBranches, revive, forgetFailure, status, steps)

  static let insert = Statement<NewWorkflow, Void>.tenant(
    "workflow.insert",
    "INSERT INTO workflows (org_id, id, brand_id, kind, subject, operation_id) VALUES ($1, $2, $3, $4, $5, $6)",
    bind: { new, parameters in
      parameters.append(new.id)
      parameters.append(new.plan.brand)
      parameters.append(new.plan.kind)
      parameters.append(new.plan.subject)
      parameters.append(new.plan.operation)
    })

  static let insertStep = Statement<NewStep, Void>.tenant(
    "workflow.insert_step",
    """
    INSERT INTO workflow_steps
      (org_id, brand_id, id, workflow_id, parent_id, name, state, draft, join_draft, join_when, pending)
    SELECT w.org_id, w.brand_id, $2, w.id, $4, $5, $6, $7, $8, $9, $10 FROM workflows w
    WHERE w.org_id = $1 AND w.id = $3
    """,
    bind: { step, parameters in
      parameters.append(step.id)
      parameters.append(step.workflow)
      parameters.append(step.parent)
      parameters.append(step.name)
      parameters.append(step.state.rawValue)
      parameters.append(json: step.draft)
      parameters.append(json: step.join)
      parameters.append(step.when.rawValue)
      parameters.append(step.pending)
    })

  static let addToTotal = Statement<(WorkflowID, Int), Void>.tenant(
    "workflow.add_to_total",
    "UPDATE workflows SET total = total + $3 WHERE org_id = $1 AND id = $2",
    bind: { input, parameters in
      parameters.append(input.0)
      parameters.append(input.1)
    })

  static let attachJob = Statement<(StepID, JobID), Void>.tenant(
    "workflow.attach_job",
    "UPDATE workflow_steps SET job_id = $3 WHERE org_id = $1 AND id = $2",
    bind: { input, parameters in
      parameters.append(input.0)
      parameters.append(input.1)
    })

  static let statusColumns = "w.id, w.state, w.total, w.done, w.failed, w.operation_id"

  static let lock = Statement<StepID, WorkflowStatus>.tenant(
    "workflow.lock",
    """
    SELECT \(statusColumns) FROM workflows w
    WHERE w.org_id = $1
      AND w.id = (SELECT s.workflow_id FROM workflow_steps s WHERE s.org_id = $1 AND s.id = $2)
    FOR UPDATE
    """,
    bind: { step, parameters in parameters.append(step) },
    row: { try WorkflowStatus(&$0) })

  static let lockByID = Statement<WorkflowID, WorkflowStatus>.tenant(
    "workflow.lock_by_id",
    "SELECT \(statusColumns) FROM workflows w WHERE w.org_id = $1 AND w.id = $2 FOR UPDATE",
    bind: { id, parameters in parameters.append(id) },
    row: { try WorkflowStatus(&$0) })

  static let status = Statement<WorkflowID, WorkflowStatus>.tenant(
    "workflow.status", "SELECT \(statusColumns) FROM workflows w WHERE w.org_id = $1 AND w.id = $2",
    bind: { id, parameters in parameters.append(id) },
    row: { try WorkflowStatus(&$0) })

  static let stepColumns = """
    s.id, s.parent_id, s.name, s.state, s.draft IS NOT NULL, s.join_draft, s.join_when, s.joined, s.pending, s.failed,
    s.detached, s.reason
    """

  /// The step and those above it, up to the root.
  static let chain = Statement<StepID, WorkflowStep>.tenant(
    "workflow.chain",
    """
    WITH RECURSIVE up AS (
      SELECT s.*, 0 AS height FROM workflow_steps s WHERE s.org_id = $1 AND s.id = $2
      UNION ALL
      SELECT s.*, up.height + 1 FROM up JOIN workflow_steps s ON s.org_id = $1 AND s.id = up.parent_id
    )
    SELECT \(stepColumns) FROM up s ORDER BY s.height
    """,
    bind: { step, parameters in parameters.append(step) },
    row: { try WorkflowStep(&$0) })

  static let updateStep = Statement<WorkflowStep, Void>.tenant(
    "workflow.update_step",
    """
    UPDATE workflow_steps SET state = $3, joined = $4, pending = $5, failed = $6, reason = $7,
      finished_at = CASE WHEN $8::boolean THEN now() END
    WHERE org_id = $1 AND id = $2
    """,
    bind: { step, parameters in
      parameters.append(step.id)
      parameters.append(step.state.rawValue)
      parameters.append(step.joined)
      parameters.append(step.pending)
      parameters.append(step.failed)
      parameters.append(step.reason)
      parameters.append(step.isSettled)
    })

  static let updateWorkflow = Statement<WorkflowStatus, Void>.tenant(
    "workflow.update",
    """
    UPDATE workflows SET state = $3, done = $4, failed = $5, finished_at = CASE WHEN $3 <> 'running' THEN now() END
    WHERE org_id = $1 AND id = $2
    """,
    bind: { workflow, parameters in
      parameters.append(workflow.id)
      parameters.append(workflow.state.rawValue)
      parameters.append(workflow.done)
      parameters.append(workflow.failed)
    })

  /// A running step gets children once.
  static let adopt = Statement<StepAdoption, Void>.tenant(
    "workflow.adopt",
    """
    UPDATE workflow_steps SET pending = $3, join_draft = $4, join_when = $5
    WHERE org_id = $1 AND id = $2 AND state = 'running' AND pending = 0 AND NOT joined
    """,
    bind: { adoption, parameters in
      parameters.append(adoption.step)
      parameters.append(adoption.children)
      parameters.append(json: adoption.join)
      parameters.append(adoption.when.rawValue)
    })

  static let cancel = Statement<WorkflowID, Void>.tenant(
    "workflow.cancel",
    "UPDATE workflows SET state = 'cancelled', finished_at = now() WHERE org_id = $1 AND id = $2",
    bind: { id, parameters in parameters.append(id) })

  /// Returns the jobs that were live.
  static let cancelSteps = Statement<WorkflowID, JobID>.tenant(
    "workflow.cancel_steps",
    """
    WITH live AS (
      SELECT id, state AS before FROM workflow_steps
      WHERE org_id = $1 AND workflow_id = $2 AND state IN ('running', 'waiting')
    ), ended AS (
      UPDATE workflow_steps s SET state = 'cancelled', finished_at = now()
      FROM live WHERE s.org_id = $1 AND s.id = live.id
      RETURNING s.job_id, live.before
    )
    SELECT job_id FROM ended WHERE before = 'running' AND job_id IS NOT NULL
    """,
    bind: { id, parameters in parameters.append(id) },
    row: { try $0.id() })

  static let failedStep = Statement<StepID, JobDraft>.tenant(
    "workflow.failed_step",
    """
    SELECT coalesce(CASE WHEN joined THEN join_draft END, draft) FROM workflow_steps
    WHERE org_id = $1 AND id = $2 AND state = 'failed' AND (draft IS NOT NULL OR joined)
    """,
    bind: { step, parameters in parameters.append(step) },
    row: { try $0.json() })

  /// By kind and subject of their workflow, the oldest first.
  static let failedBranches = Statement<(kind: String, subject: String), FailedBranch>.tenant(
    "workflow.failed_branches",
    """
    SELECT s.id, s.name, s.reason FROM workflows w
    JOIN workflow_steps s ON s.org_id = w.org_id AND s.workflow_id = w.id
    WHERE w.org_id = $1 AND w.subject = $3 AND w.kind = $2 AND w.state <> 'cancelled'
      AND s.state = 'failed' AND s.draft IS NOT NULL
    ORDER BY s.id
    """,
    bind: { input, parameters in
      parameters.append(input.kind)
      parameters.append(input.subject)
    },
    row: { FailedBranch(step: try $0.id(), name: try $0.string(), reason: try $0.optionalString()) })

  static let revive = Statement<Revival, Void>.tenant(
    "workflow.revive",
    """
    UPDATE workflow_steps SET state = 'running', detached = $3, reason = NULL, finished_at = NULL
    WHERE org_id = $1 AND id = $2
    """,
    bind: { revival, parameters in
      parameters.append(revival.step)
      parameters.append(revival.detached)
    })

  static let forgetFailure = Statement<WorkflowID, Void>.tenant(
    "workflow.forget_failure",
    "UPDATE workflows SET failed = failed - 1 WHERE org_id = $1 AND id = $2",
    bind: { id, parameters in parameters.append(id) })

  static let steps = Statement<WorkflowID, WorkflowStep>.tenant(
    "workflow.steps",
    "SELECT \(stepColumns) FROM workflow_steps s WHERE s.org_id = $1 AND s.workflow_id = $2 ORDER BY s.id",
    bind: { id, parameters in parameters.append(id) },
    row: { try WorkflowStep(&$0) })
}

extension WorkflowStatus {
  init(_ reader: inout RowReader) throws {
    id = try reader.id()
    let text = try reader.string()
    guard let state = State(rawValue: text) else {
      throw DatabaseError.decoding(column: "state", expected: "a workflow state")
    }
    self.state = state
    total = try reader.int()
    done = try reader.int()
    failed = try reader.int()
    operation = try reader.optionalID()
  }
}

extension WorkflowStep {
  init(_ reader: inout RowReader) throws {
    id = try reader.id()
    parent = try reader.optionalID()
    name = try reader.string()
    guard let state = State(rawValue: try reader.string()) else {
      throw DatabaseError.decoding(column: "state", expected: "a step's state")
    }
    self.state = state
    hasOwnJob = try reader.bool()
    join = try reader.optionalJSON()
    guard let when = JoinWhen(rawValue: try reader.string()) else {
      throw DatabaseError.decoding(column: "join_when", expected: "settled or succeeded")
    }
    joinWhen = when
    joined = try reader.bool()
    pending = try reader.int()
    failed = try reader.int()
    detached = try reader.bool()
    reason = try reader.optionalString()
  }
}

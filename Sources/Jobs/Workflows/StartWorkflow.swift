package import Database
import Foundation
package import Kernel

/// A part of a workflow: one job, or several parts side by side with a job that joins them.
package indirect enum Branch: Sendable {
  case job(name: String, JobDraft)
  case all(name: String, [Branch], then: JobDraft?, when: JoinWhen)

  /// - Parameter name: unique among its siblings, for people: `bluesky/en`.
  package static func job(_ name: String, _ args: some JobArgs, _ options: JobOptions = JobOptions()) throws -> Branch {
    .job(name: name, try JobDraft(args, options))
  }

  /// Side by side; `then` is enqueued once, in the transaction of the last one.
  package static func all(
    _ name: String, _ branches: [Branch], then join: (some JobArgs)?, when: JoinWhen = .settled
  ) throws -> Branch {
    .all(name: name, branches, then: try join.map { try JobDraft($0) }, when: when)
  }

  package static func all(_ name: String, _ branches: [Branch]) -> Branch {
    .all(name: name, branches, then: nil, when: .settled)
  }
}

package struct WorkflowPlan: Sendable {
  package var kind: String
  package var brand: BrandID?
  /// What it is about: `brief_01j…`.
  package var subject: String?
  /// Gets progress and end, unless a join ends it first with a result of its own.
  package var operation: OperationID?
  package var root: Branch

  package init(kind: String, brand: BrandID?, subject: String? = nil, operation: OperationID? = nil, root: Branch) {
    self.kind = kind
    self.brand = brand
    self.subject = subject
    self.operation = operation
    self.root = root
  }
}

extension Transaction {
  /// Stores the tree and enqueues its leaves. An empty group settles at once.
  @discardableResult
  package func start(_ plan: WorkflowPlan, ids: IDSource = .system) async throws -> WorkflowID {
    guard tenant != nil else { throw Problem(.internal, "A workflow needs an organisation to run for.") }
    let id = ids.new(WorkflowID.self)
    try await execute(WorkflowStatements.insert, NewWorkflow(id: id, plan: plan))
    try await grow([plan.root], under: nil, of: id, ids: ids)
    return id
  }

  /// Adds branches under a step that is running, for example from its own job: the step then waits for
  /// them. Call it in the transaction that completes the job, before `complete(in:)`.
  package func fanOut(
    _ branches: [Branch], then join: JobDraft? = nil, when: JoinWhen = .settled, under step: StepID,
    ids: IDSource = .system
  ) async throws {
    guard let workflow = try await first(WorkflowStatements.lock, step) else { throw Problem.notFound("workflow step") }
    guard workflow.state != .cancelled else { return }
    let adoption = StepAdoption(step: step, children: branches.count, join: join, when: when)
    guard try await execute(WorkflowStatements.adopt, adoption) == 1 else {
      throw Problem(.conflict, "The step has ended or has branches already.")
    }
    try await grow(branches, under: step, of: workflow.id, ids: ids)
  }

  private func grow(_ branches: [Branch], under parent: StepID?, of workflow: WorkflowID, ids: IDSource) async throws {
    var seedling = Seedling(workflow: workflow, ids: ids)
    for branch in branches { seedling.plant(branch, under: parent) }
    try await executeEach(WorkflowStatements.insertStep, seedling.steps)
    try await execute(WorkflowStatements.addToTotal, (workflow, seedling.steps.count { $0.draft != nil }))
    for step in seedling.steps {
      if let draft = step.draft { try await enqueue(draft, step: step.id, ids: ids) }
    }
    for empty in seedling.empty { try await settle(empty, .done, reason: nil) }
  }

  @discardableResult
  func enqueue(_ draft: JobDraft, step: StepID, ids: IDSource = .system) async throws -> JobID {
    let job = NewJob(draft, tenant: tenant, ids: ids, step: step)
    guard try await execute(JobStatements.insert, job) == 1 else {
      throw Problem(.conflict, "A job \(draft.kind) with the same unique key is running outside this workflow.")
    }
    try await execute(WorkflowStatements.attachJob, (step, job.id))
    ring(.jobs)
    return job.id
  }
}

/// The rows of a new tree, parents first.
struct Seedling {
  let workflow: WorkflowID
  let ids: IDSource
  private(set) var steps: [NewStep] = []
  /// Groups without branches: they start running, so that settling them is like any other ending.
  private(set) var empty: [StepID] = []

  init(workflow: WorkflowID, ids: IDSource) {
    self.workflow = workflow
    self.ids = ids
  }

  mutating func plant(_ branch: Branch, under parent: StepID?) {
    let id = ids.new(StepID.self)
    switch branch {
    case .job(let name, let draft):
      steps.append(NewStep(id: id, workflow: workflow, parent: parent, name: name, draft: draft))
    case .all(let name, let branches, let join, let when):
      steps.append(
        NewStep(
          id: id, workflow: workflow, parent: parent, name: name, state: branches.isEmpty ? .running : .waiting,
          join: join, when: when, pending: branches.count))
      if branches.isEmpty { empty.append(id) }
      for child in branches { plant(child, under: id) }
    }
  }
}

struct NewWorkflow: Sendable {
  let id: WorkflowID
  let plan: WorkflowPlan
}

struct NewStep: Sendable {
  let id: StepID
  let workflow: WorkflowID
  let parent: StepID?
  let name: String
  var state = WorkflowStep.State.running
  var draft: JobDraft?
  var join: JobDraft?
  var when = JoinWhen.settled
  var pending = 0
}

struct StepAdoption: Sendable {
  let step: StepID
  let children: Int
  let join: JobDraft?
  let when: JoinWhen
}

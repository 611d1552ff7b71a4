import Database
import Kernel

/// What settling one step changes, without I/O.
///
/// `chain` begins with the step whose job has ended and goes up to the root; its last job's ending
/// may finish any number of groups above it, and fires one join at most: a join that fires makes its
/// step run again, which ends the climb.
struct Settlement: Equatable {
  private(set) var chain: [WorkflowStep]
  private(set) var workflow: WorkflowStatus
  private(set) var join: Join?

  struct Join: Equatable {
    let step: StepID
    let draft: JobDraft
  }

  init(_ chain: [WorkflowStep], _ workflow: WorkflowStatus, succeeded: Bool, reason: String?) {
    self.chain = chain
    self.workflow = workflow
    if workflow.state != .cancelled, let step = chain.first, step.state == .running {
      count(step, succeeded)
      self.chain[0].state = succeeded ? .waiting : .failed
      self.chain[0].reason = succeeded ? nil : reason
      climb()
    } else {
      cancelFirst()
    }
  }

  private mutating func cancelFirst() {
    if !chain.isEmpty, !chain[0].isSettled { chain[0].state = .cancelled }
  }

  /// Joins are not counted, and a group has nothing of its own to count.
  private mutating func count(_ step: WorkflowStep, _ succeeded: Bool) {
    guard step.hasOwnJob, !step.joined else { return }
    if succeeded { workflow.done += 1 } else { workflow.failed += 1 }
  }

  private mutating func climb() {
    for index in chain.indices {
      if let draft = chain[index].advance() {
        join = Join(step: chain[index].id, draft: draft)
        return
      }
      guard chain[index].isSettled else { return }
      guard index + 1 < chain.count else { return end() }
      guard tellParent(of: index) else { return }
    }
  }

  /// - Returns: whether the parent may have something to do now.
  private mutating func tellParent(of index: Int) -> Bool {
    let child = chain[index]
    if child.detached {
      mend(from: index)
      return false
    }
    chain[index + 1].childSettled(failed: child.state == .failed)
    return true
  }

  /// A step that was tried again after its parent had gone on: only what counts failures is put right.
  private mutating func mend(from index: Int) {
    guard chain[index].state == .failed else { return healed() }
    chain[index + 1].failed += 1
  }

  private mutating func healed() {
    for index in chain.indices.dropFirst() {
      guard chain[index].state == .failed, chain[index].failed == 0, !chain[index].joined else { break }
      chain[index].state = .done
      if index + 1 < chain.count { chain[index + 1].failed = max(0, chain[index + 1].failed - 1) }
    }
    if workflow.state == .failed, workflow.failed == 0 { workflow.state = .done }
  }

  private mutating func end() {
    workflow.state = workflow.failed > 0 || chain.last?.state == .failed ? .failed : .done
  }
}

extension Transaction {
  enum StepEnding { case done, failed }

  /// Records that a step's job has ended, in the same transaction. Locks the workflow, so that of two
  /// last branches one sees the other's ending and the join fires once.
  func settle(_ step: StepID, _ ending: StepEnding, reason: String?) async throws {
    guard let workflow = try await first(WorkflowStatements.lock, step) else { return }
    try await settle(step, of: workflow, ending, reason: reason)
  }

  /// With the workflow locked already.
  func settle(_ step: StepID, of workflow: WorkflowStatus, _ ending: StepEnding, reason: String?) async throws {
    let chain = try await query(WorkflowStatements.chain, step)
    let settlement = Settlement(chain, workflow, succeeded: ending == .done, reason: reason)
    try await executeEach(WorkflowStatements.updateStep, settlement.chain.filter { !chain.contains($0) })
    if let join = settlement.join { try await enqueue(join.draft, step: join.step) }
    guard settlement.workflow != workflow else { return }
    try await execute(WorkflowStatements.updateWorkflow, settlement.workflow)
    try await report(settlement.workflow)
  }

  /// Passes a workflow's progress and end on to its operation.
  func report(_ workflow: WorkflowStatus) async throws {
    guard let operation = workflow.operation else { return }
    try await progress(operation, done: workflow.done + workflow.failed, of: workflow.total)
    switch workflow.state {
    case .running, .cancelled: return
    case .failed where workflow.done == 0:
      try await fail(
        operation, Problem(.internal, "Every part of it failed. See the parts for why, and try them again."))
    case .done, .failed:
      try await succeed(operation, WorkflowResult(done: workflow.done, failed: workflow.failed))
    }
  }
}

/// The result of an operation whose workflow's join did not give a better one.
struct WorkflowResult: Codable, Sendable {
  let done: Int
  let failed: Int
}

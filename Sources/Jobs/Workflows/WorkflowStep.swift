package import Kernel

/// One row of a workflow's tree, with the rules of how it moves.
struct WorkflowStep: Sendable, Equatable {
  enum State: String, Sendable {
    /// Its job, its own or its join's, is live.
    case running
    /// Its own job has ended; its children have not.
    case waiting
    case done, failed, cancelled
  }

  let id: StepID
  var parent: StepID?
  var name: String
  var state: State
  /// Whether it does a job of its own; a group does not.
  var hasOwnJob: Bool
  var join: JobDraft?
  var joinWhen: JoinWhen
  var joined: Bool
  var pending: Int
  var failed: Int
  var detached: Bool
  var reason: String?

  /// What its parent is told.
  var isSettled: Bool { state == .done || state == .failed || state == .cancelled }

  /// Its job, the own or the join's, has ended well, or its last child has settled.
  /// - Returns: the join's job, when this is the moment it fires.
  mutating func advance() -> JobDraft? {
    guard state == .waiting, pending == 0 else { return nil }
    if let join, !joined {
      joined = true
      state = .running
      return join
    }
    // A join that ended well has dealt with what failed below it.
    state = failed > 0 && !joined ? .failed : .done
    return nil
  }

  /// A child has settled.
  mutating func childSettled(failed isFailed: Bool) {
    if isFailed { failed += 1 }
    if !isFailed || joinWhen == .settled { pending -= 1 }
  }
}

package enum JoinWhen: String, Sendable, Codable {
  /// When every branch has ended, well or not: the join sees how many failed.
  case settled
  /// Only when every branch has ended well. A failed one holds the join until it is tried again.
  case succeeded
}

/// How far a workflow is, and how it ended.
package struct WorkflowStatus: Sendable, Equatable {
  package enum State: String, Sendable { case running, done, failed, cancelled }

  package var id: WorkflowID
  package var state: State
  package var total: Int
  package var done: Int
  package var failed: Int
  var operation: OperationID?
}

import Foundation
import Kernel
import TestKit
import Testing

@testable import Jobs

@Suite("Settling a workflow's steps")
struct SettlementTests {
  @Test("the join fires with the last branch and never again", arguments: 1...20)
  func joinOnce(seed: Int) throws {
    var model = try WorkflowModel(.all("root", (0..<6).map { try .job("\($0)", Leaf(n: $0)) }, then: Joined()))
    var dice = Dice(seed: seed)
    while let job = model.live.randomElement(using: &dice) { model.end(job, succeeded: true) }
    #expect(model.joins.count == 1)
    #expect(model.workflow.state == .done)
    #expect(model.workflow.done == 6)
  }

  @Test(
    "over any tree, order and failures, every group is joined at most once and all of it settles", arguments: 1...300)
  func anyTree(seed: Int) throws {
    var dice = Dice(seed: seed)
    var model = try WorkflowModel(Branch.random(depth: 3, using: &dice))
    var turns = 0
    while let job = model.live.randomElement(using: &dice) {
      model.end(job, succeeded: Bool.random(using: &dice) || Bool.random(using: &dice))
      turns += 1
      try #require(turns < 1000)
    }
    #expect(Set(model.joins).count == model.joins.count)
    #expect(model.workflow.done + model.workflow.failed == model.workflow.total)
    #expect(model.steps.values.allSatisfy { $0.pending == 0 && $0.isSettled })
    #expect(model.anyFailed || model.workflow.state == .done)
    #expect(model.workflow.failed == 0 || model.workflow.state == .failed)
  }

  @Test("a join that needs every branch waits for the failed one, which is tried again alone")
  func heldJoin() throws {
    var model = try WorkflowModel(
      .all("root", (0..<3).map { try .job("\($0)", Leaf(n: $0)) }, then: Joined(), when: .succeeded))
    let branches = model.live.sorted()
    model.end(branches[0], succeeded: true)
    model.end(branches[1], succeeded: false)
    model.end(branches[2], succeeded: true)
    #expect(model.joins.isEmpty)
    #expect(model.workflow.state == .running)
    model.retry(branches[1])
    model.end(branches[1], succeeded: true)
    #expect(model.joins.count == 1)
  }

  @Test("a branch tried again after the join only puts the counts right")
  func lateRetry() throws {
    var model = try WorkflowModel(.all("root", (0..<2).map { try .job("\($0)", Leaf(n: $0)) }, then: Joined()))
    let branches = model.live.sorted()
    model.end(branches[0], succeeded: true)
    model.end(branches[1], succeeded: false)
    model.end(try #require(model.live.first), succeeded: true)
    #expect(model.workflow.state == .failed)
    model.retry(branches[1])
    model.end(branches[1], succeeded: true)
    #expect(model.joins.count == 1)
    #expect(model.workflow.state == .done)
    #expect(model.workflow.failed == 0)
  }

  @Test("nothing fires in a cancelled workflow")
  func cancelled() throws {
    var model = try WorkflowModel(.all("root", [.job("a", Leaf(n: 1))], then: Joined()))
    model.workflow.state = .cancelled
    model.end(try #require(model.live.first), succeeded: true)
    #expect(model.joins.isEmpty)
  }
}

struct Leaf: JobArgs {
  static let kind = "leaf"
  static let retry = RetryPolicy(maxAttempts: 2, first: .milliseconds(1), factor: 1, longest: .milliseconds(1))
  var n: Int
}

struct Joined: JobArgs {
  static let kind = "joined"
  var name = "join"
}

/// The same numbers for the same seed (SplitMix64).
struct Dice: RandomNumberGenerator {
  private var state: UInt64
  init(seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension Branch {
  static func random(depth: Int, using dice: inout Dice) throws -> Branch {
    if depth == 0 || Int.random(in: 0..<4, using: &dice) == 0 {
      return try .job("leaf", Leaf(n: Int.random(in: 0..<100, using: &dice)))
    }
    var branches: [Branch] = []
    for _ in 0..<Int.random(in: 0..<4, using: &dice) { branches.append(try random(depth: depth - 1, using: &dice)) }
    guard Bool.random(using: &dice) else { return .all("group", branches) }
    return try .all("group", branches, then: Joined())
  }
}

/// The rows of one workflow in memory.
struct WorkflowModel {
  var steps: [StepID: WorkflowStep] = [:]
  var workflow: WorkflowStatus
  var joins: [StepID] = []
  var anyFailed = false

  init(_ root: Branch) throws {
    let ids = IDSource.system
    workflow = WorkflowStatus(id: ids.new(), state: .running, total: 0, done: 0, failed: 0)
    var seedling = Seedling(workflow: workflow.id, ids: ids)
    seedling.plant(root, under: nil)
    for step in seedling.steps {
      steps[step.id] = WorkflowStep(
        id: step.id, parent: step.parent, name: step.name, state: step.state, hasOwnJob: step.draft != nil,
        join: step.join, joinWhen: step.when, joined: false, pending: step.pending, failed: 0, detached: false)
    }
    workflow.total = seedling.steps.count { $0.draft != nil }
    for empty in seedling.empty { end(empty, succeeded: true) }
  }

  var live: [StepID] { steps.values.filter { $0.state == .running }.map(\.id).sorted() }

  func chain(_ id: StepID) -> [WorkflowStep] {
    var chain: [WorkflowStep] = []
    var next: StepID? = id
    while let id = next, let step = steps[id] {
      chain.append(step)
      next = step.parent
    }
    return chain
  }

  mutating func end(_ id: StepID, succeeded: Bool) {
    let wasRunning = workflow.state != .cancelled
    if !succeeded && wasRunning { anyFailed = true }
    let settlement = Settlement(chain(id), workflow, succeeded: succeeded, reason: nil)
    for step in settlement.chain { steps[step.id] = step }
    workflow = settlement.workflow
    if let join = settlement.join { joins.append(join.step) }
  }

  mutating func retry(_ id: StepID) {
    let parent = chain(id).dropFirst().first
    steps[id]?.detached = parent.map { $0.isSettled || $0.joined } ?? false
    steps[id]?.state = .running
    if let parent { steps[parent.id] = parent.awaitingAgain() }
    workflow.failed -= 1
  }
}

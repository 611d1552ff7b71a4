import Database
import Foundation
import Kernel
import TestKit
import Testing

@testable import Jobs

@Suite("Workflows", .timeLimit(.minutes(1)))
struct WorkflowTests {
  @Test("branches run side by side and the join runs once, after the last of them")
  func fanOutAndJoin() async throws {
    try await TestDatabase.with { database in
      let (leaves, joins) = (Recorder<Int>(), Recorder<Int>())
      let registry = try handling(
        ClosureHandler<Leaf> { args, context in
          try await context.database.transaction(as: context.tenant) { try await context.complete(in: $0) }
          leaves.record(args.n)
          return .done
        },
        ClosureHandler<Joined> { _, _ in
          joins.record(leaves.values.count)
          return .done
        })
      let tenant = try await database.makeTenant()
      try await database.withWorker(registry) { _ in
        let id = try await database.app.transaction(as: tenant) { (tx) async throws in
          try await tx.start(
            WorkflowPlan(
              kind: "generate", brand: nil,
              root: .all("root", (0..<12).map { try .job("\($0)", Leaf(n: $0)) }, then: Joined())))
        }
        try await database.waitForEnd(of: id, as: tenant)
        let status = try await database.worker.first(WorkflowStatements.status, id, as: tenant)
        #expect(status?.state == .done)
        #expect(status?.done == 12)
      }
      #expect(leaves.values.sorted() == Array(0..<12))
      #expect(joins.values.count == 1)
    }
  }

  @Test("a branch that fails for good does not hide its siblings, and is tried again alone")
  func failedBranch() async throws {
    try await TestDatabase.with { database in
      let (broken, joins) = (Recorder<Int>(), Recorder<String>())
      let registry = try handling(
        ClosureHandler<Leaf> { args, _ in
          if args.n == 2, broken.values.count < 2 {
            broken.record(args.n)
            throw Boom()
          }
          return .done
        },
        ClosureHandler<Joined> { args, _ in
          joins.record(args.name)
          return .done
        })
      let tenant = try await database.makeTenant()
      try await database.withWorker(registry) { _ in
        let (id, operation) = try await database.app.transaction(as: tenant) { (tx) async throws in
          let operation = try await tx.begin(NewOperation(kind: "generate"))
          let id = try await tx.start(
            WorkflowPlan(
              kind: "generate", brand: nil, operation: operation,
              root: .all("root", (0..<4).map { try .job("\($0)", Leaf(n: $0)) }, then: Joined())))
          return (id, operation)
        }
        try await database.waitForEnd(of: id, as: tenant)
        let ended = try await Operations(database.app, doorbell: nil).get(operation, as: tenant)
        #expect(ended.state == .succeeded)
        #expect(ended.result.map { String(decoding: $0, as: UTF8.self) }?.contains("\"failed\": 1") == true)
        let failed = try await database.worker.query(WorkflowStatements.steps, id, as: tenant)
          .filter { $0.state == .failed }
        let step = try #require(failed.first { $0.name == "2" })
        #expect(step.reason == "Boom")
        try await database.app.transaction(as: tenant) { try await $0.retry(step.id) }
        try await database.wait(
          "SELECT count(*) FROM system.jobs WHERE state = 'done' AND kind = 'leaf'", toBe: 4)
        try await database.waitForState(.done, of: id, as: tenant)
      }
      #expect(joins.values.count == 1)
    }
  }

  @Test("a step's own job may add branches, which its parent waits for")
  func nested() async throws {
    try await TestDatabase.with { database in
      let joins = Recorder<String>()
      let registry = try handling(
        ClosureHandler<Leaf> { args, context in
          guard args.n == 0, let step = context.step else { return .done }
          try await context.database.transaction(as: context.tenant) { (tx) async throws in
            try await tx.fanOut(
              (1...3).map { try .job("child \($0)", Leaf(n: $0)) }, then: JobDraft(Joined(name: "inner")), under: step)
            try await context.complete(in: tx)
          }
          return .done
        },
        ClosureHandler<Joined> { args, _ in
          joins.record(args.name)
          return .done
        })
      let tenant = try await database.makeTenant()
      try await database.withWorker(registry) { _ in
        let id = try await database.app.transaction(as: tenant) { (tx) async throws in
          try await tx.start(
            WorkflowPlan(
              kind: "generate", brand: nil,
              root: .all("root", [.job("parent", Leaf(n: 0)), .job("plain", Leaf(n: 9))], then: Joined(name: "outer"))))
        }
        try await database.waitForEnd(of: id, as: tenant)
        #expect(joins.values == ["inner", "outer"])
        #expect(try await database.worker.first(WorkflowStatements.status, id, as: tenant)?.done == 5)
      }
    }
  }

  @Test("cancelling an operation stops its workflow: waiting branches do not run, the join never fires")
  func cancel() async throws {
    try await TestDatabase.with { database in
      let (started, joins) = (Recorder<Int>(), Recorder<Int>())
      let registry = try handling(
        ClosureHandler<Leaf> { args, _ in
          started.record(args.n)
          try await TimeSource.system.sleep(.seconds(3600))
          return .done
        },
        ClosureHandler<Joined> { _, _ in
          joins.record(1)
          return .done
        })
      let tenant = try await database.makeTenant()
      var settings = WorkerSettings.test
      settings.concurrency = 2
      try await database.withWorker(registry, settings) { _ in
        let operation = try await database.app.transaction(as: tenant) { (tx) async throws in
          let operation = try await tx.begin(NewOperation(kind: "generate", total: 6))
          try await tx.start(
            WorkflowPlan(
              kind: "generate", brand: nil, operation: operation,
              root: .all("root", (0..<6).map { try .job("\($0)", Leaf(n: $0)) }, then: Joined())))
          return operation
        }
        await started.wait(for: 2)
        let operations = Operations(database.app, doorbell: nil)
        #expect(try await operations.cancel(operation, as: tenant).state == .cancelled)
        try await database.wait("SELECT count(*) FROM system.jobs WHERE state = 'cancelled'", toBe: 6)
        #expect(try await database.count("SELECT count(*) FROM system.jobs WHERE state = 'live'") == 0)
        await #expect(throws: Problem.self) { try await operations.cancel(operation, as: tenant) }
      }
      #expect(started.values.count == 2)
      #expect(joins.values.isEmpty)
    }
  }

  @Test(
    "with branches that fail at random on two workers, every job ends and every join fires once", arguments: [1, 2])
  func randomGraphs(seed: Int) async throws {
    try await TestDatabase.with { database in
      let joins = Recorder<String>()
      let registry = try handling(
        ClosureHandler<Leaf> { args, context in
          if args.n % 5 == 0 || (args.n % 3 == 0 && context.attempt == 1) { throw Boom() }
          return .done
        },
        ClosureHandler<Joined> { args, _ in
          joins.record(args.name)
          return .done
        })
      let tenant = try await database.makeTenant()
      var dice = Dice(seed: seed)
      var number = 0
      let roots = try (0..<8).map { _ in try Branch.numbered(depth: 3, &number, using: &dice) }
      try await database.withWorker(registry) { _ in
        try await database.withWorker(registry) { _ in
          for root in roots {
            try await database.app.transaction(as: tenant) { (tx) async throws in
              try await tx.start(WorkflowPlan(kind: "generate", brand: nil, root: root))
            }
          }
          try await database.wait("SELECT count(*) FROM system.jobs WHERE state = 'live'", toBe: 0)
        }
      }
      #expect(joins.values.sorted() == roots.flatMap(\.joinNames).sorted())
      let running = try await database.worker.first(WorkflowTests.running, as: tenant)
      #expect(running == 0)
    }
  }

  static let running = Statement<Void, Int>.tenant(
    "test.running_workflows", "SELECT count(*) FROM workflows WHERE org_id = $1 AND state = 'running'",
    row: { try $0.int() })
}

extension TestDatabase {
  func waitForEnd(of id: WorkflowID, as tenant: TenantContext) async throws {
    try await until { try await worker.first(WorkflowStatements.status, id, as: tenant)?.state != .running }
  }

  func waitForState(_ state: WorkflowStatus.State, of id: WorkflowID, as tenant: TenantContext) async throws {
    try await until { try await worker.first(WorkflowStatements.status, id, as: tenant)?.state == state }
  }
}

extension Branch {
  /// As `random`, with joins that have names of their own.
  static func numbered(depth: Int, _ number: inout Int, using dice: inout Dice) throws -> Branch {
    number += 1
    let own = number
    if depth == 0 { return try .job("\(own)", Leaf(n: Int.random(in: 0..<100, using: &dice))) }
    var branches: [Branch] = []
    for _ in 0..<Int.random(in: 0..<4, using: &dice) {
      branches.append(try numbered(depth: depth - 1, &number, using: &dice))
    }
    return try .all("\(own)", branches, then: Joined(name: "join \(own)"))
  }

  var joinNames: [String] {
    switch self {
    case .job: []
    case .all(let name, let branches, let join, _):
      (join == nil ? [] : ["join \(name)"]) + branches.flatMap(\.joinNames)
    }
  }
}

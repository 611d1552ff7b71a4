import Database
import Foundation
import Jobs
import Kernel
import TestKit

/// A job with a number, tried three times with next to no rest.
struct Count: JobArgs {
  static let kind = "count"
  static let retry = RetryPolicy(maxAttempts: 3, first: .milliseconds(1), factor: 1, longest: .milliseconds(2))
  var n: Int
  var key: String?
  var uniqueKey: String? { key }
}

struct Rerun: JobArgs {
  static let kind = "rerun"
  static let uniqueness = Uniqueness.untilStarted
  var uniqueKey: String? { "one" }
}

struct Other: JobArgs {
  static let kind = "other"
  var n: Int
}

struct Tick: SystemJobArgs {
  static let kind = "tick"
}

struct Boom: Error {}

struct JobRow: Equatable {
  let state: String
  let attempt: Int
  let reason: String?
}

extension TestDatabase {
  func job(_ id: JobID) async throws -> JobRow? {
    let probe = Statement<JobID, JobRow>.system(
      "test.job", "SELECT state, attempt, reason FROM system.jobs WHERE id = $1",
      bind: { $1.append($0) },
      row: { JobRow(state: try $0.string(), attempt: try $0.int(), reason: try $0.optionalString()) })
    return try await worker.first(probe, id)
  }

  func count(_ sql: String) async throws -> Int {
    let probe = Statement<Void, Int>.system("test.count." + sql, sql, row: { try $0.int() })
    return try await worker.first(probe) ?? 0
  }

  func wait(_ sql: String, toBe wanted: Int) async throws {
    try await until { try await count(sql) == wanted }
  }

  func run(_ sql: String) async throws {
    try await worker.execute(Statement<Void, Void>.system("test.run." + sql, sql))
  }

  @discardableResult
  func enqueue(_ args: some JobArgs, as tenant: TenantContext, at: Date? = nil, priority: JobPriority = .normal)
    async throws -> JobID
  {
    try await app.transaction(as: tenant) { try await $0.enqueue(args, at: at, priority: priority) }
  }
}

func handling(_ handlers: any JobHandler...) throws -> JobRegistry {
  var registry = JobRegistry()
  for handler in handlers { try add(handler, to: &registry) }
  return registry
}

private func add(_ handler: some JobHandler, to registry: inout JobRegistry) throws { try registry.register(handler) }

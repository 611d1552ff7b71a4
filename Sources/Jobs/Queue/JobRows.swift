import Database
import Foundation
package import Kernel

/// The right to finish a job: its id and the number of the claim.
package struct JobLease: Sendable, Hashable {
  package let job: JobID
  package let number: Int64
}

enum JobState: String, Sendable {
  case done, cancelled, discarded
}

struct JobCancellation: Sendable {
  let org: OrgID
  let subject: String?
  let job: JobID?
  let reason: String
}

struct JobExchange: Sendable {
  struct Slots: Sendable, Equatable {
    let key: KindVersion
    let count: Int
  }

  let worker: UUID
  let lease: Duration
  let done: [JobLease]
  let slots: [Slots]
  let total: Int
}

enum ExchangeRow: Sendable {
  case late(JobLease)
  case claimed(ClaimedJob)

  init(_ reader: inout RowReader) throws {
    if try reader.bool() {
      self = .claimed(try ClaimedJob(&reader))
    } else {
      self = .late(JobLease(job: try reader.id(), number: Int64(try reader.int())))
    }
  }
}

/// A job that this worker holds, as it came from the database.
struct ClaimedJob: Sendable {
  let lease: JobLease
  let org: OrgID?
  let key: KindVersion
  let args: String
  let attempt: Int
  let maxAttempts: Int
  let isCancelled: Bool
  let reason: String?
  let subject: String?
  let actor: Actor
  let brands: BrandScope
  let requestID: String?
  let traceparent: String?
  let position: Int64?
  let step: StepID?
  /// How long it was due before it was taken.
  let waited: Duration

  var id: JobID { lease.job }

  init(_ reader: inout RowReader) throws {
    lease = JobLease(job: try reader.id(), number: Int64(try reader.int()))
    org = try reader.optionalID()
    key = KindVersion(kind: try reader.string(), version: try reader.int())
    args = try reader.string()
    attempt = try reader.int()
    maxAttempts = try reader.int()
    isCancelled = try reader.bool()
    reason = try reader.optionalString()
    subject = try reader.optionalString()
    actor = Actor(label: try reader.string())
    let scope: [BrandID]? = try reader.optional { try $0.ids() }
    brands = scope.map { .only(Set($0)) } ?? .all
    requestID = try reader.optionalString()
    traceparent = try reader.optionalString()
    position = try reader.optionalInt().map(Int64.init)
    step = try reader.optionalID()
    waited = .milliseconds(try reader.double())
  }

  /// Nil for a job of the installation.
  var tenant: TenantContext? {
    org.map {
      TenantContext(org: $0, brands: brands, actor: actor, requestID: requestID, traceparent: traceparent)
    }
  }
}

struct Heartbeat: Sendable {
  let leases: [JobLease]
  let lease: Duration
}

struct HeartbeatReply: Sendable {
  let job: JobID
  let isOurs: Bool
  let isExtended: Bool
  let isCancelled: Bool
}

struct JobFinish: Sendable {
  let lease: JobLease
  let state: JobState
  let reason: String?
}

struct JobRest: Sendable {
  let lease: JobLease
  let delay: Duration
  var until: Date?
  let countsAttempt: Bool
  let reason: String?
}

/// How long finished jobs stay readable.
package struct JobRetention: Sendable, Equatable {
  package var done: Duration
  /// Cancelled and discarded ones, whose reasons people look for.
  package var failed: Duration
  package var batch: Int

  package init(done: Duration = .seconds(24 * 3600), failed: Duration = .seconds(30 * 24 * 3600), batch: Int = 1000) {
    self.done = done
    self.failed = failed
    self.batch = batch
  }
}

/// How much of one kind waits and runs, over all workers.
package struct JobLoad: Sendable, Equatable {
  package let kind: String
  /// Due and not taken.
  package let due: Int
  package let running: Int
  /// Scheduled, resting or snoozed.
  package let later: Int
  package let oldestDue: Duration
}

extension Actor {
  /// Reads what `label` wrote. Anything else becomes a system actor of that name.
  package init(label: String) {
    if let user = UserID(label) {
      self = .user(user)
    } else if let key = APIKeyID(label) {
      self = .apiKey(key)
    } else {
      self = .system(label.hasPrefix("system:") ? String(label.dropFirst(7)) : label)
    }
  }
}

extension Duration {
  /// With fractions.
  package var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}

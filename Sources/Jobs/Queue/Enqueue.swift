package import Database
package import Foundation
package import Kernel

/// Beside the arguments: when, how urgently and about what.
package struct JobOptions: Sendable {
  /// Not before this instant; nil is at once.
  package var at: Date?
  package var priority: JobPriority
  /// What it is about (`post_01j…`), for people who look at jobs, and for cancelling by subject.
  package var subject: String?
  /// Position of the event that caused it.
  package var position: Int64?

  package init(at: Date? = nil, priority: JobPriority = .normal, subject: String? = nil, position: Int64? = nil) {
    self.at = at
    self.priority = priority
    self.subject = subject
    self.position = position
  }
}

extension Transaction {
  /// Adds a job that exists if and only if this transaction commits. There is no way to enqueue
  /// without one.
  ///
  /// The job runs for `tenant`, by default the transaction's. A transaction without a tenant must
  /// name one, else `Problem(.internal)`.
  /// - Returns: the new job, or the live one that holds the same unique key.
  @discardableResult
  package func enqueue(
    _ args: some JobArgs, at: Date? = nil, priority: JobPriority = .normal, subject: String? = nil,
    position: Int64? = nil, as tenant: TenantContext? = nil, ids: IDSource = .system
  ) async throws -> JobID {
    let options = JobOptions(at: at, priority: priority, subject: subject, position: position)
    return try await enqueue(JobDraft(args, options), as: tenant, ids: ids)
  }

  /// Adds a job of the installation.
  @discardableResult
  package func enqueue(
    system args: some SystemJobArgs, at: Date? = nil, priority: JobPriority = .background,
    ids: IDSource = .system
  ) async throws -> JobID {
    try await enqueue(installation: JobDraft(args, JobOptions(at: at, priority: priority)), ids: ids)
  }

  @discardableResult
  func enqueue(installation draft: JobDraft, ids: IDSource = .system) async throws -> JobID {
    try await insert(NewJob(draft, tenant: nil, ids: ids), ids: ids)
  }

  /// Adds an encoded job, for example one that a workflow kept.
  @discardableResult
  package func enqueue(
    _ draft: JobDraft, as tenant: TenantContext? = nil, ids: IDSource = .system
  ) async throws -> JobID {
    guard let tenant = tenant ?? self.tenant else {
      throw Problem(.internal, "The job \(draft.kind) needs an organisation to run for.")
    }
    return try await insert(NewJob(draft, tenant: tenant, ids: ids), ids: ids)
  }

  /// Adds many jobs in one round trip. Those whose unique key is taken are left out.
  package func enqueue<Args: JobArgs>(
    batch args: [Args], options: JobOptions = JobOptions(), as tenant: TenantContext? = nil,
    ids: IDSource = .system
  ) async throws {
    guard let tenant = tenant ?? self.tenant else {
      throw Problem(.internal, "The jobs \(Args.kind) need an organisation to run for.")
    }
    let jobs = try args.map { NewJob(try JobDraft($0, options), tenant: tenant, ids: ids) }
    _ = try await execute(JobStatements.insertMany, jobs)
    ring(.jobs)
  }

  private func insert(_ job: NewJob, ids: IDSource) async throws -> JobID {
    var job = job
    for _ in 0..<3 {
      if try await execute(JobStatements.insert, job) == 1 {
        ring(.jobs)
        return job.id
      }
      if let holder = try await first(JobStatements.holderOfKey, job) ?? nil { return holder }
      job.id = ids.new()
    }
    throw Problem(.unavailable, "The job \(job.draft.kind) could not be added: its unique key kept changing hands.")
  }
}

/// Arguments in their stored form, with what the kind says about them.
package struct JobDraft: Sendable, Hashable, Codable {
  package var kind: String
  package var version: Int
  /// JSON text.
  package var args: String
  package var uniqueKey: String?
  var freesKeyAtStart: Bool
  package var maxAttempts: Int
  package var priority: JobPriority
  package var at: Date?
  package var subject: String?
  package var position: Int64?

  package init<Args: JobArgs>(_ args: Args, _ options: JobOptions = JobOptions()) throws {
    kind = Args.kind
    version = Args.version
    self.args = String(decoding: try JobCoding.encoder.encode(args), as: UTF8.self)
    uniqueKey = args.uniqueKey
    freesKeyAtStart = Args.uniqueness == .untilStarted
    maxAttempts = Args.retry.maxAttempts
    priority = options.priority
    at = options.at
    subject = options.subject
    position = options.position
  }
}

enum JobCoding {
  static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .millisecondsSince1970
    return encoder
  }

  static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .millisecondsSince1970
    return decoder
  }
}

/// A row to insert: the draft and the envelope it travels in.
struct NewJob: Sendable {
  var id: JobID
  let draft: JobDraft
  let tenant: TenantContext?
  var step: StepID?

  init(_ draft: JobDraft, tenant: TenantContext?, ids: IDSource, step: StepID? = nil) {
    id = ids.new()
    self.draft = draft
    self.tenant = tenant
    self.step = step
  }
}

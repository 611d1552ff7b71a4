import Database
import Kernel

extension Worker {
  /// What waits and runs, by kind, over all workers.
  package func load() async throws -> [JobLoad] {
    try await database.query(JobStatements.load, registry.versions)
  }
}

extension JobLoad: Encodable {
  enum CodingKeys: String, CodingKey { case kind, due, running, later, oldestDueSeconds = "oldest_due_seconds" }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(kind, forKey: .kind)
    try container.encode(due, forKey: .due)
    try container.encode(running, forKey: .running)
    try container.encode(later, forKey: .later)
    try container.encode(oldestDue.seconds, forKey: .oldestDueSeconds)
  }
}

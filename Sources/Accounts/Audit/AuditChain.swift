import Crypto
package import Foundation
package import Kernel

/// What the chain covers of one audit row. Ids and hashes only.
package struct SealedFacts: Sendable, Equatable {
  package var org: OrgID
  package var sequence: Int64
  package var entry: AuditEntryID
  package var at: Date
  package var actor: String
  package var action: String
  package var resource: String
  /// Canonical JSON, byte for byte as stored.
  package var facts: String

  package init(
    org: OrgID, sequence: Int64, entry: AuditEntryID, at: Date, actor: String, action: String, resource: String,
    facts: String
  ) {
    self.org = org
    self.sequence = sequence
    self.entry = entry
    self.at = at
    self.actor = actor
    self.action = action
    self.resource = resource
    self.facts = facts
  }

  /// Each field behind its length, so that no two sets of fields give the same bytes. Time in whole
  /// microseconds, as the database keeps it.
  var canonical: [UInt8] {
    let fields: [[UInt8]] = [
      Array("starling-audit-1".utf8), Array(org.description.utf8), Array(String(sequence).utf8),
      Array(entry.description.utf8), Array(String(Int64((at.timeIntervalSince1970 * 1_000_000).rounded())).utf8),
      Array(actor.utf8), Array(action.utf8), Array(resource.utf8), Array(facts.utf8),
    ]
    return fields.flatMap { field in withUnsafeBytes(of: UInt32(field.count).bigEndian) { Array($0) } + field }
  }
}

/// The chain of one org: every link is an HMAC-SHA-256, under a key that the database does not have,
/// over the link before it and the entry's facts.
package struct AuditChain: Sendable {
  package static let start = [UInt8](repeating: 0, count: 32)

  private let key: SymmetricKey

  package init(key: [UInt8]) { self.key = SymmetricKey(data: key) }

  package func link(after previous: [UInt8], _ facts: SealedFacts) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: Data(previous + facts.canonical), using: key))
  }

  /// Guards a head that is written outside Postgres, so that it cannot be rewritten to fit.
  package func anchor(org: OrgID, count: Int64, head: [UInt8], at: Date) -> [UInt8] {
    let text = "starling-anchor-1 \(org) \(count) \(Int64(at.timeIntervalSince1970))"
    return Array(HMAC<SHA256>.authenticationCode(for: Data(Array(text.utf8) + head), using: key))
  }
}

/// Names what an advisory lock is about. Equal namespace and text give an equal key in every process:
/// 64-bit FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/).
package struct AdvisoryKey: Sendable, Hashable {
  package let value: Int64

  package init(_ namespace: String, _ text: String) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in Array(namespace.utf8) + [0] + Array(text.utf8) {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    value = Int64(bitPattern: hash)
  }
}

extension Transaction {
  /// Waits until nobody else holds the key, at most the statement timeout; held until the transaction ends.
  package func lock(_ key: AdvisoryKey) async throws { try await execute(AdvisoryStatements.lock, key) }

  /// False at once when somebody else holds it.
  package func tryLock(_ key: AdvisoryKey) async throws -> Bool {
    try await first(AdvisoryStatements.tryLock, key) ?? false
  }
}

package enum AdvisoryStatements: StatementList {
  static let lock = Statement<AdvisoryKey, Void>.system(
    "advisory.lock", "SELECT pg_catalog.pg_advisory_xact_lock($1::bigint)", bind: { $1.append($0.value) })

  static let tryLock = Statement<AdvisoryKey, Bool>.system(
    "advisory.try_lock", "SELECT pg_catalog.pg_try_advisory_xact_lock($1::bigint)", bind: { $1.append($0.value) },
    row: { try $0.bool() })

  package static let all = AnyStatement.list(lock, tryLock)
}

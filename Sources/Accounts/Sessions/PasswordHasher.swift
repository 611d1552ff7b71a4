import Foundation
package import Kernel
import Logging
import NIOPosix
import Synchronization

/// Hashes and checks passwords on one thread with a bounded queue, so that a burst of logins waits its
/// turn and never takes the memory or the cores from everybody else.
package final class PasswordHasher: Sendable {
  private let pool = NIOThreadPool(numberOfThreads: 1)
  private let random: RandomSource
  private let cost: PasswordHash.Cost
  private let limit: Int
  private let waiting = Mutex(0)

  package init(random: RandomSource, cost: PasswordHash.Cost = .standard, queueLimit: Int = 64) {
    self.random = random
    self.cost = cost
    self.limit = queueLimit
    pool.start()
  }

  deinit { pool.shutdownGracefully { _ in } }

  package func hash(_ password: Redacted<String>) async throws -> PasswordHash {
    let salt = random.bytes(16)
    return try await queued { [cost] in try PasswordHash(password.reveal(), cost: cost, salt: salt) }
  }

  /// Takes as long for an unknown account (`stored` nil) as for a known one.
  package func verify(_ password: Redacted<String>, against stored: PasswordHash?) async throws -> Bool {
    let salt = random.bytes(16)
    return try await queued { [cost] in
      guard let stored else {
        _ = try PasswordHash(password.reveal(), cost: cost, salt: salt)
        return false
      }
      return try stored.matches(password.reveal())
    }
  }

  private func queued<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    guard
      waiting.withLock({ count in
        guard count < limit else { return false }
        count += 1
        return true
      })
    else {
      throw Problem(
        .unavailable, "Too many people are signing in right now. Try again in a moment.", retryAfter: .seconds(2))
    }
    defer { waiting.withLock { $0 -= 1 } }
    return try await pool.runIfActive(work)
  }
}

package import Contracts
import Crypto
package import Database
import Foundation
package import Jobs
package import Kernel
import Web

/// What the acts of this module need, made once by the composition root.
package struct AccountServices: Sendable {
  package var db: Database
  package var time: TimeSource
  package var random: RandomSource
  package var ids: IDSource
  package var hasher: PasswordHasher
  package var keys: AccountKeys
  package var mailer: any Mailer
  package var audit: any AuditTrail
  package var sessions: SessionCache
  /// Where people reach this installation, without a slash at the end.
  package var baseURL: String

  package init(
    db: Database, time: TimeSource, random: RandomSource, ids: IDSource, hasher: PasswordHasher, keys: AccountKeys,
    mailer: any Mailer, baseURL: String
  ) {
    self.db = db
    self.time = time
    self.random = random
    self.ids = ids
    self.hasher = hasher
    self.keys = keys
    self.mailer = mailer
    self.audit = PostgresAuditTrail(time: time, ids: ids)
    self.sessions = SessionCache(time: time)
    self.baseURL = baseURL
  }

  /// Makes changes that other processes commit count here at once.
  package func listen(to doorbell: Doorbell) {
    _ = doorbell.listen([.access]) { [sessions] _ in sessions.forgetAll() }
  }

  /// To be called in the transaction of every change to what somebody may do. Once it is committed, every process
  /// looks again before it lets a caller do anything, and open live connections are asked again.
  func accessChanges(in tx: Transaction) {
    tx.ring(.access)
    tx.afterCommit { [sessions] in sessions.forgetAll() }
  }

  /// The caller's tenant for what belongs to no brand: the own account, and people.
  func tenant(of caller: Principal, requestID: String?) -> TenantContext {
    TenantContext(org: caller.org, brands: .all, actor: caller.actor, requestID: requestID)
  }

  /// The tenant in whose name signing in looks at one org before its caller is known.
  func doorkeeper(_ org: OrgID, requestID: String? = nil) -> TenantContext {
    TenantContext(org: org, brands: .all, actor: .system("sign-in"), requestID: requestID)
  }
}

/// Keys derived from the vault's key, one for each purpose.
package struct AccountKeys: Sendable {
  private let root: Redacted<[UInt8]>

  /// - Parameter root: 32 bytes that never leave this machine's key file.
  package init(root: Redacted<[UInt8]>) { self.root = root }

  /// By which an account is found without its address being searchable.
  func mailHash(_ address: MailAddress) -> [UInt8] { code("mail", address.folded) }

  var accessTokens: [UInt8] { code("access-token", "1") }
  package var auditChain: [UInt8] { code("audit-chain", "1") }

  /// The secret part of a link that must be written twice (to the screen and by mail) and stored never.
  func linkSecret(_ purpose: Token.Purpose, _ id: String) -> [UInt8] { code("link-" + purpose.rawValue, id) }

  private func code(_ purpose: String, _ text: String) -> [UInt8] {
    let key = SymmetricKey(data: root.reveal())
    let derived = HKDF<SHA256>.deriveKey(
      inputKeyMaterial: key, info: Data("starling-accounts-\(purpose)".utf8), outputByteCount: 32)
    return Array(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: derived))
  }
}

package import Foundation
package import Kernel
package import Platforms

/// An account that posts can go to.
package struct Connector: Sendable, Equatable {
  package enum State: String, Sendable, Codable, CaseIterable {
    case connected
    /// A refresh was sent and its reply lost: the old token is tried once more.
    case refreshUnknown = "refresh_unknown"
    /// A person must connect again.
    case lost
    case removed
  }

  package var id: ConnectorID
  package var brand: BrandID
  package var platform: String
  package var accountKey: String
  package var account: ExternalAccount
  package var settlement: SettlementClass
  package var limits: AccountLimits
  package var software: String
  package var rehearsal: Bool
  package var state: State
  package var stateReason: String
  package var disabledAt: Date?
  package var tokenGeneration: Int
  package var tokenExpiresAt: Date?
  package var refreshAfter: Date?
  package var checkedAt: Date
  package var connectedAt: Date
  package var version: Int

  package var canSend: Bool { (state == .connected || state == .refreshUnknown) && disabledAt == nil }

  /// What to do next, for the page.
  package var nextStep: String {
    if disabledAt != nil { return "Switch it on to publish again." }
    switch state {
    case .connected: return ""
    case .refreshUnknown:
      return "Its last renewal of access got no answer, so it goes on with the old one. Nothing to do for now."
    case .lost where stateReason == PublishFailure.Kind.accountBlocked.rawValue:
      return "The platform has suspended or deactivated it. Sign in there; once it works again, test it here."
    case .lost, .removed: return "Connect the account again."
    }
  }

  /// Stays the same for an account over reconnects. A DID moves between servers; a Mastodon id belongs to one.
  package static func accountKey(_ platform: String, _ account: ExternalAccount) -> String {
    account.id.hasPrefix("did:") ? "\(platform):\(account.id)" : "\(platform):\(account.baseURL):\(account.id)"
  }
}

/// Seals and opens what opens an account. The vault's own work, as closures, so that a test can count.
package struct CredentialSeal: Sendable {
  package var sealBytes: @Sendable (_ plain: [UInt8], _ org: OrgID, _ connector: ConnectorID) async throws -> [UInt8]
  package var openBytes: @Sendable (_ sealed: [UInt8], _ org: OrgID, _ connector: ConnectorID) async throws -> [UInt8]

  package init(
    seal: @escaping @Sendable (_ plain: [UInt8], _ org: OrgID, _ connector: ConnectorID) async throws -> [UInt8],
    open: @escaping @Sendable (_ sealed: [UInt8], _ org: OrgID, _ connector: ConnectorID) async throws -> [UInt8]
  ) {
    sealBytes = seal
    openBytes = open
  }

  func seal(_ credential: Credential, _ org: OrgID, _ connector: ConnectorID) async throws -> [UInt8] {
    try await sealBytes(Array(try JSONEncoder().encode(credential)), org, connector)
  }

  func open(_ sealed: [UInt8], _ org: OrgID, _ connector: ConnectorID) async throws -> Credential {
    try JSONDecoder().decode(Credential.self, from: Data(try await openBytes(sealed, org, connector)))
  }
}

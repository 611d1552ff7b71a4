package import Foundation
package import Kernel

/// What opens an account. Sealed by the vault wherever it rests; nothing in it prints.
package struct Credential: Sendable, Codable, Equatable {
  package var accessToken: String
  package var refreshToken: String?
  /// Nil where tokens live until they are revoked.
  package var expiresAt: Date?
  /// From here on the token is refreshed ahead of need: half of its life.
  package var refreshAfter: Date?
  /// The app that a server knows us by, where each server has its own.
  package var clientID: String?
  package var clientSecret: String?

  package init(
    accessToken: String, refreshToken: String? = nil, expiresAt: Date? = nil, refreshAfter: Date? = nil,
    clientID: String? = nil, clientSecret: String? = nil
  ) {
    self.accessToken = accessToken
    self.refreshToken = refreshToken
    self.expiresAt = expiresAt
    self.refreshAfter = refreshAfter
    self.clientID = clientID
    self.clientSecret = clientSecret
  }
}

extension Credential: CustomStringConvertible, CustomReflectable {
  package var description: String { "[redacted]" }
  package var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// An account on a platform as the platform names it.
package struct ExternalAccount: Sendable, Codable, Equatable {
  /// Never changes for the account: a Mastodon account id at its server, a DID.
  package var id: String
  /// What people call it: `@acme@shop.example`, `acme.example`.
  package var handle: String
  package var displayName: String
  package var url: String
  /// Scheme, host and port that the API is called at, without a trailing slash.
  package var baseURL: String
  /// The application that the server shows beside posts made with this access, where it is one of its own kind: by it
  /// our posts are told from a person's. Nil where that cannot be known.
  package var application: String?

  package init(
    id: String, handle: String, displayName: String, url: String, baseURL: String, application: String? = nil
  ) {
    self.application = application
    self.id = id
    self.handle = handle
    self.displayName = displayName
    self.url = url
    self.baseURL = baseURL
  }
}

/// What a platform said of an account when it was connected or checked.
package struct ConnectedAccount: Sendable {
  package var account: ExternalAccount
  package var credential: Credential
  package var settlement: SettlementClass
  package var limits: AccountLimits
  /// `mastodon 4.5.0`, for the connectors page and for what differs by version.
  package var software: String

  package init(
    account: ExternalAccount, credential: Credential, settlement: SettlementClass, limits: AccountLimits,
    software: String
  ) {
    self.account = account
    self.credential = credential
    self.settlement = settlement
    self.limits = limits
    self.software = software
  }
}

/// Limits that an account's server sets itself; nil where the platform's own rule holds.
package struct AccountLimits: Sendable, Codable, Equatable {
  package var maxCharacters: Int?
  package var charactersPerLink: Int?
  package var maxMedia: Int?

  package init(maxCharacters: Int? = nil, charactersPerLink: Int? = nil, maxMedia: Int? = nil) {
    self.maxCharacters = maxCharacters
    self.charactersPerLink = charactersPerLink
    self.maxMedia = maxMedia
  }
}

/// An account with what opens it, for one call.
package struct PlatformSession: Sendable {
  package var account: ExternalAccount
  package var credential: Credential

  package init(account: ExternalAccount, credential: Credential) {
    self.account = account
    self.credential = credential
  }
}

/// How a person lets us in.
package enum ConnectionGrant: Sendable {
  /// An access token made on the server's own settings page, or by its OAuth flow before.
  case accessToken(baseURL: String, token: Redacted<String>)
  /// The end of an OAuth flow that `RegisteredApp` began.
  case authorizationCode(baseURL: String, app: RegisteredApp, code: Redacted<String>, verifier: Redacted<String>)
  /// A handle, DID or address with an app password.
  case appPassword(baseURL: String, identifier: String, password: Redacted<String>)
}

/// Our registration at one server of a federated platform.
package struct RegisteredApp: Sendable, Codable, Equatable {
  package var clientID: String
  package var clientSecret: String
  package var redirectURI: String

  package init(clientID: String, clientSecret: String, redirectURI: String) {
    self.clientID = clientID
    self.clientSecret = clientSecret
    self.redirectURI = redirectURI
  }
}

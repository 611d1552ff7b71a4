package import Foundation
package import Kernel

/// What "stop everything" covers.
package enum StopScope: Sendable, Equatable {
  case org
  case brand(BrandID)
  case connector(BrandID, ConnectorID)

  init(name: String, brand: BrandID?, connector: ConnectorID?) {
    switch (brand, connector) {
    case (let brand?, let connector?): self = .connector(brand, connector)
    case (let brand?, nil): self = .brand(brand)
    default: self = .org
    }
  }

  var name: String {
    switch self {
    case .org: "org"
    case .brand: "brand"
    case .connector: "connector"
    }
  }

  var brand: BrandID? {
    switch self {
    case .org: nil
    case .brand(let brand), .connector(let brand, _): brand
    }
  }

  var connector: ConnectorID? {
    if case .connector(_, let connector) = self { connector } else { nil }
  }

  func covers(_ brand: BrandID, _ connector: ConnectorID) -> Bool {
    switch self {
    case .org: true
    case .brand(let stopped): stopped == brand
    case .connector(_, let stopped): stopped == connector
    }
  }
}

extension StopScope {
  /// An organisation is wider than a brand, and that than an account.
  var width: Int {
    switch self {
    case .org: 2
    case .brand: 1
    case .connector: 0
    }
  }

  /// Whether one of the two lies within the other.
  func meets(_ other: StopScope) -> Bool {
    switch (self, other) {
    case (.org, _), (_, .org): true
    case (.connector(_, let one), .connector(_, let two)): one == two
    default: brand == other.brand
    }
  }
}

/// A stop in force.
package struct PublishingStop: Sendable, Equatable {
  /// The reason of one that a restored or copied database made.
  static let restored = "restored"

  package var scope: StopScope
  /// `person` or `restored`.
  package var reason: String
  package var lostFrom: Date?
  package var stoppedAt: Date
  package var stoppedBy: String
}

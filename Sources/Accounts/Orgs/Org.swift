package import Foundation
package import Kernel

/// One tenant: a company or an agency, with its people and brands.
package struct Org: Sendable, Equatable {
  package var id: OrgID
  package var name: String
  /// Made by us to look around in; removable in one click.
  package var isDemo: Bool
  package var version: Int
  package var createdAt: Date
}

package import Foundation
package import Kernel

/// One number of what an org has or did.
package struct UsageFigure: Sendable, Equatable {
  package enum Span: String, Sendable, CaseIterable {
    /// As of now.
    case now
    /// Since the first of this month, UTC.
    case month
  }

  /// A stable word: `posts_published`.
  package var name: String
  package var value: Int
  package var span: Span

  package init(_ name: String, _ value: Int, _ span: Span) {
    self.name = name
    self.value = value
    self.span = span
  }
}

/// Each module counts what it keeps.
package protocol UsageSource: Sendable {
  /// What the caller may see of it: brands outside the tenant's scope do not count.
  func usage(since month: Date, as tenant: TenantContext) async throws -> [UsageFigure]
}

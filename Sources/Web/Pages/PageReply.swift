package import HTTPTypes
package import Kernel

package enum PageReply: Sendable {
  case page(PageValue)
  /// 303 to a path of our own.
  case redirect(PageURL)
  /// 303 to another origin, such as a platform's consent page.
  case external(ExternalURL)
  /// Part of a page, for modules that replace it in place.
  case fragment(HTML)
  case file([UInt8], mediaType: String, name: String?)
}

/// What a page shows inside the frame.
package struct PageValue: Sendable {
  package enum Layout: Sendable {
    /// Navigation at the side.
    case app
    /// One narrow column without navigation: sign in, first run, errors.
    case focused
    /// As wide as the window: post editor, calendar.
    case wide
  }

  package var title: String
  package var section: NavigationSection?
  package var layout: Layout
  /// Whose page this is; the frame shows this brand and its mode. Nil: the brand that was looked at last.
  package var brand: BrandID?
  package var status: HTTPResponse.Status
  package var body: HTML

  package init(
    _ title: String, section: NavigationSection? = nil, layout: Layout = .app, brand: BrandID? = nil,
    status: HTTPResponse.Status = .ok, @HTMLBuilder body: () throws -> HTML
  ) rethrows {
    self.title = title
    self.section = section
    self.layout = layout
    self.brand = brand
    self.status = status
    self.body = try body()
  }
}

/// The entries of the side navigation; the frame marks the current one.
package enum NavigationSection: String, Sendable, CaseIterable {
  case home, briefs, posts, schedule, insights, brands, voice, connections, people, audit, settings, notifications
}

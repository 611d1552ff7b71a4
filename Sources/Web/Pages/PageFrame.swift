import Kernel

/// The document around a page: head, navigation, the org, the brand with its mode, and the person.
package enum PageFrame {
  static func document(_ page: PageValue, _ context: PageContext, _ assets: StaticAssets) -> HTML {
    var bytes = Array("<!doctype html>".utf8)
    let content = HTML {
      head(page, context, assets)
      body(page, context)
    }
    bytes += element("html", [.lang("en")], content).bytes
    return HTML(bytes: bytes)
  }

  private static func head(_ page: PageValue, _ context: PageContext, _ assets: StaticAssets) -> HTML {
    element(
      "head", [],
      HTML {
        voidElement("meta", [.raw("charset", "utf-8")])
        meta("viewport", "width=device-width, initial-scale=1")
        meta("color-scheme", "light dark")
        meta("csrf-token", context.csrfToken)
        element("title", [], text(page.title + " · Starling"))
        voidElement("link", [.rel("icon"), .type("image/svg+xml"), .href(assets.url("icon.svg"))])
        voidElement("link", [.rel("stylesheet"), .href(assets.url("starling.css"))])
        element("script", [.type("module"), .src(assets.url("starling.js"))], .empty)
        element("script", [.type("module"), .src(assets.url("live.js"))], .empty)
      })
  }

  private static func meta(_ name: String, _ content: String) -> HTML {
    voidElement("meta", [.name(name), .raw("content", content)])
  }

  private static func body(_ page: PageValue, _ context: PageContext) -> HTML {
    element(
      "body", [.class("layout-\(layoutName(page.layout))")],
      HTML {
        a(.class("skip"), .href("#content")) { "Skip to the content" }
        if page.layout == .focused || context.shell == nil {
          header(.class("topbar")) { wordmark }
        } else if let shell = context.shell {
          topbar(shell, context)
          navigation(page.section, context)
        }
        mainElement(.id("content"), .tabIndex(-1)) { page.body }
        div(.id("toasts"), .class("toasts"), .role("status"), .aria("live", "polite"))
      })
  }

  private static func layoutName(_ layout: PageValue.Layout) -> String {
    switch layout {
    case .app: "app"
    case .focused: "focused"
    case .wide: "wide"
    }
  }

  private static var wordmark: HTML {
    a(.class("wordmark"), .href("/"), .aria("label", "Starling, start page")) {
      span(.class("mark"), .aria("hidden", "true"))
      "Starling"
    }
  }

  private static func topbar(_ shell: PageShell, _ context: PageContext) -> HTML {
    header(.class("topbar")) {
      wordmark
      span(.class("org")) { shell.orgName }
      brandMenu(shell, context)
      div(.class("topbar-end")) {
        a(.class("icon-link"), .href("/notifications"), .aria("label", unreadLabel(shell.unread))) {
          span(.class("bell"), .aria("hidden", "true"))
          if shell.unread > 0 { span(.class("count"), .aria("hidden", "true")) { min(shell.unread, 99) } }
        }
        details(.class("menu")) {
          summary { span(.class("person")) { shell.personName } }
          div(.class("menu-panel")) {
            a(.href("/settings")) { "Settings" }
            form("/sign-out", in: context) { submit("Sign out", .quiet) }
          }
        }
      }
    }
  }

  private static func unreadLabel(_ count: Int) -> String {
    count == 0 ? "Notifications" : "Notifications, \(count) unread"
  }

  private static func brandMenu(_ shell: PageShell, _ context: PageContext) -> HTML {
    guard let brand = shell.brands.first(where: { $0.id == shell.current }) ?? shell.brands.first else {
      return context.may("brands:create") ? linkButton("Add a brand", "/brands/new", .quiet) : .empty
    }
    return HTML {
      details(.class("menu brand-menu")) {
        summary {
          span(.class("visually-hidden")) { "Brand: " }
          brand.name
        }
        div(.class("menu-panel")) {
          for other in shell.brands {
            element(
              "a", [.href("/brands/\(other.id)")] + (other.id == brand.id ? [.aria("current", "true")] : []),
              HTML {
                other.name
                modeBadge(isLive: other.isLive)
              })
          }
          a(.href("/brands"), .class("menu-more")) { "All brands" }
        }
      }
      modeBadge(isLive: brand.isLive)
    }
  }

  private static func navigation(_ current: NavigationSection?, _ context: PageContext) -> HTML {
    nav(.class("side"), .aria("label", "Main")) {
      ul {
        for entry in NavigationSection.inMenu where entry != .audit || context.may("audit:read") {
          li {
            element(
              "a",
              [.href(entry.url), .class("nav-\(entry.rawValue)")]
                + (entry == current ? [.aria("current", "page")] : []),
              text(entry.label))
          }
        }
      }
    }
  }
}

/// Whether posts of this brand go to the real platforms or to the sandbox.
package func modeBadge(isLive: Bool) -> HTML {
  span(.class(isLive ? "mode mode-live" : "mode mode-rehearsal")) { isLive ? "Live" : "Rehearsal" }
}

extension NavigationSection {
  static let inMenu: [NavigationSection] = [
    .home, .briefs, .posts, .schedule, .insights, .brands, .connections, .people, .audit,
  ]

  var label: String {
    switch self {
    case .home: "Home"
    case .briefs: "Briefs"
    case .posts: "Posts"
    case .schedule: "Schedule"
    case .insights: "Insights"
    case .brands: "Brands"
    case .voice: "Voice"
    case .connections: "Connections"
    case .people: "People"
    case .audit: "Audit"
    case .settings: "Settings"
    case .notifications: "Notifications"
    }
  }

  var url: PageURL {
    switch self {
    case .home: "/"
    case .briefs: "/briefs"
    case .posts: "/posts"
    case .schedule: "/schedule"
    case .insights: "/insights"
    case .brands: "/brands"
    case .voice: "/brands"
    case .connections: "/connections"
    case .people: "/people"
    case .audit: "/audit"
    case .settings: "/settings"
    case .notifications: "/notifications"
    }
  }
}

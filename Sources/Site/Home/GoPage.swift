import Kernel
package import Web

/// `/go/post_01j…` opens the page of any resource: what notices, mail and the audit log point at.
package struct GoPage: Sendable {
  package init() {}

  package var routes: [Route] {
    [
      .page("/go/{resource}", .signedIn) { context in
        let resource = try context.parameters.text("resource")
        guard let target = Self.page(of: resource) else { throw Problem.notFound("page for this") }
        return .redirect(target)
      }
    ]
  }

  static func page(of resource: String) -> PageURL? {
    switch resource.split(separator: "_").first {
    case "brand": "/brands/\(resource)"
    case "brief": "/briefs/\(resource)"
    case "post": "/posts/\(resource)"
    case "pub": "/publications/\(resource)"
    case "connector": "/connections"
    case "org": "/schedule"
    case "report": "/insights"
    case "member", "invite", "user": "/people"
    case "key": "/settings"
    default: nil
    }
  }
}

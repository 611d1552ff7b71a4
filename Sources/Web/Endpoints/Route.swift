package import HTTPTypes

/// One thing the gateway serves. Product modules return arrays of them; `App` collects them all.
package enum Route: Sendable {
  case endpoint(AnyEndpoint)
  case page(PageRoute)
  case raw(RawRoute)

  package var method: HTTPRequest.Method {
    switch self {
    case .endpoint(let endpoint): endpoint.method
    case .page(let page): page.method
    case .raw(let raw): raw.method
    }
  }

  package var path: String {
    switch self {
    case .endpoint(let endpoint): endpoint.path
    case .page(let page): page.path
    case .raw(let raw): raw.path
    }
  }

  package var access: Access {
    switch self {
    case .endpoint(let endpoint): endpoint.access
    case .page(let page): page.access
    case .raw(let raw): raw.access
    }
  }
}

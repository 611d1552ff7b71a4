import HTTPTypes
import Kernel

extension Exchange {
  func serve(_ page: PageRoute, _ path: [String: String]) async throws -> RawReply {
    let caller = try await pageCaller()
    try await limit(caller, page.channel, path)
    if caller == nil, page.access != .anyone, info.method.isSafe { return signInFirst() }
    let scope = try authorise(caller, page.access)
    let form = try await form(page)
    if !info.method.isSafe {
      try checkCSRF(caller, token: form["csrf_token"] ?? info.headers[.xCSRFToken])
    }
    let secret = csrfSecret()
    let parameters = try parameters(path, page.query, isPaged: false)
    let context = PageContext(
      call: EndpointContext(
        request: info, parameters: parameters, caller: caller, paging: Paging(), wait: .zero, expectedVersion: nil,
        scope: scope, call: services(.ok)),
      shell: try await shell(caller, path), form: form, csrfToken: gateway.csrf.token(for: secret.value),
      nonce: Base64URL.encode(gateway.parts.random.bytes(16)), policy: gateway.parts.policy)
    let reply = try await withLimit(.seconds(30)) { try await page.handler(context) }
    return rendered(reply, context, newCSRFSecret: secret.isNew ? secret.value : nil)
  }

  /// A cookie that is no longer good means signed out, not an error.
  func pageCaller() async throws -> Principal? {
    do {
      return try await caller()
    } catch let problem as Problem where problem.kind == .unauthenticated {
      return nil
    }
  }

  private func signInFirst() -> RawReply {
    redirect("/sign-in?next=\(inbound.target)")
  }

  func redirect(_ url: PageURL) -> RawReply {
    RawReply(status: .seeOther, headers: [.location: url.value], body: .bytes([]))
  }

  func shell(_ caller: Principal?, _ path: [String: String]) async throws -> PageShell? {
    guard let caller, let provider = gateway.parts.shell else { return nil }
    let brand = path["brand_id"].flatMap { BrandID($0) } ?? lastBrand
    return try await provider.shell(for: caller, brand: brand, request: info)
  }

  /// The brand that this browser looked at last.
  private var lastBrand: BrandID? {
    PageCookie.brand.value(info.headers, isSecure: info.scheme == "https").flatMap { BrandID($0) }
  }

  /// Shows the page under its own brand and remembers it for the pages that belong to none.
  private func placed(_ page: PageValue, _ context: PageContext, _ headers: inout HTTPFields) -> PageContext {
    var context = context
    guard var shell = context.shell else { return context }
    if let brand = page.brand, shell.brands.contains(where: { $0.id == brand }) { shell.current = brand }
    context.shell = shell
    guard let current = shell.current, current != lastBrand else { return context }
    let value = PageCookie.brand.header(
      current.description, lifetime: .seconds(30 * 86_400), isSecure: info.scheme == "https")
    headers.append(HTTPField(name: .setCookie, value: value))
    return context
  }

  private func form(_ page: PageRoute) async throws -> FormValues {
    if info.method.isSafe { return FormValues() }
    let bytes = try await readBody(limit: page.bodyLimit)
    let type = (info.headers[.contentType] ?? "").lowercased()
    if type.hasPrefix("application/x-www-form-urlencoded") {
      guard let pairs = PercentCoding.pairs(bytes) else { throw Problem(.invalid, "The form is not valid UTF-8.") }
      return FormValues(fields: pairs)
    }
    guard type.hasPrefix("multipart/form-data"), let boundary = MultipartForm.boundary(info.headers[.contentType])
    else {
      if bytes.isEmpty { return FormValues() }
      throw Problem(.unsupportedMediaType, "A form must be sent as the page sends it.")
    }
    return try MultipartForm.read(bytes, boundary: boundary)
  }

  private func csrfSecret() -> (value: String, isNew: Bool) {
    if let session = sessionCookie { return (session, false) }
    if let cookie = PageCookie.csrf.value(info.headers, isSecure: info.scheme == "https") { return (cookie, false) }
    return (Base64URL.encode(gateway.parts.random.bytes(18)), true)
  }

  func rendered(_ reply: PageReply, _ context: PageContext, newCSRFSecret: String?) -> RawReply {
    var headers = context.head.fields
    if let newCSRFSecret {
      headers.append(
        HTTPField(
          name: .setCookie,
          value: PageCookie.csrf.header(newCSRFSecret, lifetime: nil, isSecure: info.scheme == "https")))
    }
    switch reply {
    case .redirect(let url):
      headers[.location] = url.value
      return RawReply(status: .seeOther, headers: headers, body: .bytes([]))
    case .external(let url):
      headers[.location] = url.value
      return RawReply(status: .seeOther, headers: headers, body: .bytes([]))
    case .file(let bytes, let mediaType, let name):
      headers[.contentType] = mediaType
      if let name { headers[.contentDisposition] = "attachment; filename*=UTF-8''" + Escaping.percent(name) }
      return RawReply(headers: headers, body: .bytes(bytes))
    case .fragment(let html): return markup(html, .ok, headers, context)
    case .page(let value):
      let context = placed(value, context, &headers)
      return markup(PageFrame.document(value, context, gateway.parts.assets), value.status, headers, context)
    }
  }

  private func markup(
    _ html: HTML, _ status: HTTPResponse.Status, _ given: HTTPFields, _ context: PageContext
  ) -> RawReply {
    var headers = given
    headers[.contentType] = "text/html; charset=utf-8"
    headers[.contentSecurityPolicy] = SecurityHeaders.page(nonce: context.nonce)
    headers[.permissionsPolicy] = SecurityHeaders.permissions
    headers[.xFrameOptions] = "DENY"
    headers[.cacheControl] = "private, no-cache"
    return RawReply(status: context.head.status ?? status, headers: headers, body: .bytes(html.bytes))
  }

  func errorPage(_ problem: Problem) async -> RawReply {
    let caller = try? await pageCaller()
    let context = PageContext(
      call: EndpointContext(
        request: info, parameters: CallParameters(), caller: caller, paging: Paging(), wait: .zero,
        expectedVersion: nil, scope: .only([]), call: services(problem.kind.status)),
      shell: try? await shell(caller, [:]), form: FormValues(), csrfToken: "",
      nonce: Base64URL.encode(gateway.parts.random.bytes(16)), policy: gateway.parts.policy)
    var reply = rendered(.page(ErrorPage.value(problem, context)), context, newCSRFSecret: nil)
    retryAfter(problem, &reply.headers)
    return reply
  }
}

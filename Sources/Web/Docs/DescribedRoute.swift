import HTTPTypes
import Kernel

/// What the documentation says about one route of the API; pages are not in it.
struct DescribedRoute: Sendable {
  let method: HTTPRequest.Method
  let path: String
  let access: Access
  let summary: String
  let longText: String?
  let tag: String
  let body: Schema?
  let reply: Schema?
  let mediaTypes: [String]
  let status: HTTPResponse.Status
  let query: [QueryParameter]
  let kinds: [Problem.Kind]
  let headers: [(name: String, summary: String, isRequired: Bool)]
  let isVersioned: Bool

  init?(_ route: Route) {
    switch route {
    case .page: return nil
    case .endpoint(let endpoint): self.init(endpoint.description)
    case .raw(let raw):
      guard raw.path.hasPrefix("/v1") || raw.path == "/openapi.json" else { return nil }
      self.init(raw)
    }
  }

  private init(_ endpoint: EndpointDescription) {
    method = endpoint.method
    path = endpoint.path
    access = endpoint.access
    summary = endpoint.summary
    longText = endpoint.longText
    tag = endpoint.tag
    body = endpoint.body
    reply = endpoint.reply
    mediaTypes = ["application/json"]
    status = endpoint.status
    query = endpoint.query + (endpoint.isPaged ? QueryParameter.paging : [])
    kinds = Self.kinds(endpoint)
    headers = Self.headers(endpoint)
    isVersioned = endpoint.needsIfMatch
  }

  private init(_ raw: RawRoute) {
    method = raw.method
    path = raw.path
    access = raw.access
    summary = raw.summary
    longText = nil
    tag = raw.tag
    body = nil
    reply = nil
    mediaTypes = raw.replies
    status = .ok
    query = raw.query
    kinds = Self.always(raw.access, raw.path) + raw.errors + (raw.replies.isEmpty ? [] : [.notAcceptable])
    headers = []
    isVersioned = false
  }

  private static func always(_ access: Access, _ path: String) -> [Problem.Kind] {
    var kinds: [Problem.Kind] = [
      .invalid, .unauthenticated, .rateLimited, .methodNotAllowed, .tooLarge, .internal, .unavailable, .timeout,
    ]
    if access != .anyone { kinds.append(.forbidden) }
    if path.contains("{") { kinds.append(.notFound) }
    return kinds
  }

  private static func kinds(_ endpoint: EndpointDescription) -> [Problem.Kind] {
    var kinds = always(endpoint.access, endpoint.path) + endpoint.errors
    if endpoint.reply != nil { kinds.append(.notAcceptable) }
    if let body = endpoint.body {
      kinds += body.namesThings ? [.unsupportedMediaType, .notFound] : [.unsupportedMediaType]
    }
    if !endpoint.method.isSafe {
      kinds.append(.forbidden)
      if !endpoint.isNotIdempotent { kinds += [.conflict, .inProgress, .idempotencyMismatch] }
    }
    if endpoint.needsIfMatch { kinds += [.stale, .preconditionRequired] }
    return kinds
  }

  private static func headers(_ endpoint: EndpointDescription) -> [(name: String, summary: String, isRequired: Bool)] {
    var headers: [(name: String, summary: String, isRequired: Bool)] = []
    if !endpoint.method.isSafe, !endpoint.isNotIdempotent {
      headers.append(("Idempotency-Key", "The same key and body give the same reply for 24 hours.", false))
    }
    if endpoint.needsIfMatch { headers.append(("If-Match", "The ETag that was read.", true)) }
    if endpoint.honoursWait { headers.append(("Prefer", "`wait=N` waits up to N seconds (30 at most).", false)) }
    return headers
  }
}

extension DescribedRoute {
  var operation: JSONValue {
    var members: [JSONMember] = [
      JSONMember("operationId", .string(operationID)),
      JSONMember("summary", .string(summary)),
      JSONMember("tags", [.string(tag)]),
    ]
    let texts = [longText, permissionText].compactMap { $0 }
    if !texts.isEmpty { members.append(JSONMember("description", .string(texts.joined(separator: "\n\n")))) }
    if access == .anyone { members.append(JSONMember("security", [])) }
    if !parameters.isEmpty { members.append(JSONMember("parameters", .array(parameters))) }
    if let body { members.append(JSONMember("requestBody", requestBody(body))) }
    members.append(JSONMember("responses", responses))
    return .object(members)
  }

  private var permissionText: String? {
    switch access {
    case .anyone: "No sign-in needed."
    case .signedIn:
      method.isSafe ? "Any signed-in caller." : "Any signed-in person; an access key may not."
    case .permission(let permission): "Permission: `\(permission)`."
    }
  }

  /// `getBrandsByBrandId` from the method and path.
  private var operationID: String {
    let segments = RouteTable.segments(path).filter { $0 != "v1" }
    let words = segments.flatMap { segment in
      (segment.hasPrefix("{") ? ["by"] : []) + segment.split(whereSeparator: { "{}._-".contains($0) }).map(String.init)
    }
    return method.rawValue.lowercased() + words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  private var parameters: [JSONValue] {
    let path = RouteTable.segments(path).filter { $0.hasPrefix("{") }.map { segment -> JSONValue in
      let name = String(segment.dropFirst().dropLast())
      return [
        "name": .string(name), "in": "path", "required": true,
        "schema": OpenAPISchema.inline(PathParameters.schema(name)),
      ]
    }
    let query = query.map { parameter -> JSONValue in
      let schema = OpenAPISchema.inline(parameter.schema)
      return [
        "name": .string(parameter.name), "in": "query", "required": .bool(parameter.isRequired),
        "description": .string(parameter.summary),
        "schema": parameter.isList ? ["type": "array", "items": schema, "maxItems": 100] : schema,
      ]
    }
    let headers = headers.map { header -> JSONValue in
      [
        "name": .string(header.name), "in": "header", "required": .bool(header.isRequired),
        "description": .string(header.summary), "schema": headerSchema(header.name),
      ]
    }
    return path + query + headers
  }

  private func headerSchema(_ name: String) -> JSONValue {
    switch name {
    case "Idempotency-Key": ["type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"]
    case "If-Match": ["type": "string", "pattern": "^(\"[0-9]{1,9}\"|\\*)$"]
    default: ["type": "string", "maxLength": 200]
    }
  }

  private func requestBody(_ schema: Schema) -> JSONValue {
    ["required": true, "content": ["application/json": ["schema": OpenAPISchema.reference(schema)]]]
  }

  private var responses: JSONValue {
    var members = [JSONMember(String(status.code), success)]
    for failure in failures {
      members.append(
        JSONMember(String(failure.status), ["$ref": .string("#/components/responses/" + failure.name)]))
    }
    return .object(members)
  }

  /// What can go wrong, by status; the same everywhere under the same name.
  var failures: [(status: Int, name: String, response: JSONValue)] {
    var byStatus: [Int: [Problem.Kind]] = [:]
    for kind in kinds where byStatus[kind.status.code]?.contains(kind) != true {
      byStatus[kind.status.code, default: []].append(kind)
    }
    if !method.isSafe { byStatus[408] = [.timeout] }
    return byStatus.sorted { $0.key < $1.key }.map { status, kinds in
      let words = kinds.map { $0.rawValue.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() } }
      return (status, words.map { $0.joined() }.joined(separator: "Or") + String(status), Self.failure(kinds))
    }
  }

  private var success: JSONValue {
    var members = [JSONMember("description", .string(status.reasonPhrase.isEmpty ? "OK" : status.reasonPhrase))]
    if let reply {
      members.append(
        JSONMember("content", ["application/json": ["schema": OpenAPISchema.reference(reply)]]))
    } else if status != .noContent, !mediaTypes.isEmpty {
      members.append(JSONMember("content", .object(mediaTypes.map { JSONMember($0, [:]) })))
    }
    return .object(members)
  }

  private static func failure(_ kinds: [Problem.Kind]) -> JSONValue {
    [
      "description": .string(kinds.map { "\($0.title) (`\($0.type)`)" }.joined(separator: ", or: ")),
      "content": ["application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]],
    ]
  }

  static let problem: JSONValue = [
    "type": "object", "description": "RFC 9457. `docs/api/errors.md` lists the types.",
    "required": ["type", "title", "status", "detail", "request_id"],
    "properties": [
      "type": ["type": "string", "enum": .array(Problem.Kind.allCases.map { .string($0.type) })],
      "title": ["type": "string"], "status": ["type": "integer"], "detail": ["type": "string"],
      "request_id": ["type": "string", "pattern": "^[0-7][0-9A-HJKMNP-TV-Z]{25}$"],
      "errors": [
        "type": "array",
        "items": [
          "type": "object", "required": ["pointer", "message"],
          "properties": ["pointer": ["type": "string"], "message": ["type": "string"]],
        ],
      ],
      "current": ["description": "For stale edits: what is stored now."],
      "yours": ["description": "For stale edits: what was sent."],
    ],
  ]
}

extension Schema {
  /// Whether a value can hold the id of something that has to be there.
  fileprivate var namesThings: Bool {
    switch shape {
    case .string(let rules): if case .id = rules.form { true } else { false }
    case .object(let fields): fields.contains { $0.schema.namesThings }
    case .array(let items, _, _): items.namesThings
    case .map(let values, _): values.namesThings
    case .union(_, let cases): cases.contains { $0.schema.namesThings }
    case .integer, .number, .boolean, .any: false
    }
  }
}

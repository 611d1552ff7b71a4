import Kernel

extension Exchange {
  /// Holds path and query against their declarations.
  func parameters(_ path: [String: String], _ declared: [QueryParameter], isPaged: Bool) throws -> CallParameters {
    for (name, value) in path { try PathParameters.check(name, value) }
    let all = declared + (isPaged ? QueryParameter.paging : [])
    var check = SchemaCheck()
    var faults: [Problem.Field] = []
    var values: [String: [String]] = [:]
    for (name, value) in info.query {
      guard let parameter = all.first(where: { $0.name == name }) else {
        faults.append(.init("query/" + String(name.prefix(60)), "There is no such parameter."))
        continue
      }
      let parts = parameter.isList ? value.split(separator: ",").map(String.init) : [value]
      if !parameter.isList, values[name] != nil {
        faults.append(.init("query/" + name, "This may be given only once."))
      }
      for part in parts { values[name, default: []].append(checked(part, parameter, &check)) }
      if values[name, default: []].count > 100 { faults.append(.init("query/" + name, "At most 100 values.")) }
    }
    for parameter in all where parameter.isRequired && values[parameter.name] == nil {
      faults.append(.init("query/" + parameter.name, "This is required."))
    }
    faults += check.faults
    if let first = faults.first { throw Problem(.invalid, first.message, fields: faults) }
    return CallParameters(path: path, query: values)
  }

  private func checked(_ text: String, _ parameter: QueryParameter, _ check: inout SchemaCheck) -> String {
    let tree = check.value(
      SchemaText.value(text, parameter.schema), parameter.schema, at: "query/" + parameter.name)
    switch tree {
    case .string(let normal): return normal
    case .bool(let flag): return flag ? "true" : "false"
    default: return text
    }
  }

  func paging(_ parameters: CallParameters, _ place: CursorPlace) throws -> Paging {
    Paging(
      limit: parameters.int("limit") ?? 20,
      after: try parameters.string("cursor").map { try gateway.cursors.read($0, for: place.text) })
  }
}

extension QueryParameter {
  static let paging = [
    QueryParameter("limit", .integer(1...100), "Items in a page; 20 when absent."),
    QueryParameter("cursor", .verbatim(1...2_000), "`next` of the page before."),
  ]
}

/// What stands in braces in a path: `{brand_id}` is an id of that kind, other names are texts.
enum PathParameters {
  private static let prefixes: [String: String] = [
    "org_id": "org", "user_id": "user", "member_id": "member", "membership_id": "member",
    "invitation_id": "invite", "invite_id": "invite", "session_id": "session", "key_id": "key", "brand_id": "brand",
    "voice_id": "voice", "example_id": "example", "campaign_id": "campaign", "brief_id": "brief",
    "post_id": "post", "variant_id": "variant", "asset_id": "asset", "template_id": "template",
    "connector_id": "connector", "publication_id": "pub", "attempt_id": "attempt", "link_id": "link",
    "experiment_id": "exp", "comment_id": "comment", "approval_id": "approval", "notification_id": "notice",
    "operation_id": "op", "audit_id": "audit", "job_id": "job", "workflow_id": "flow", "event_id": "event",
    "report_id": "report", "webhook_id": "hook", "provider_id": "provider", "call_id": "call",
  ]

  static func schema(_ name: String) -> Schema {
    guard let prefix = prefixes[name] else { return .line(1...200) }
    let length = prefix.utf8.count + 27
    return Schema(.string(StringRules(.id(prefix: prefix), length...length)))
  }

  /// Something that is no id of the kind is answered like an absent one.
  static func check(_ name: String, _ value: String) throws {
    guard case .string(let rules) = schema(name).shape, case .failure = rules.check(value) else { return }
    throw Problem.notFound(name.hasSuffix("_id") ? String(name.dropLast(3)) : "thing")
  }
}

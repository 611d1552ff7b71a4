import HTTPTypes
import Kernel

/// The documentation for people: every endpoint with its fields, from the same declarations.
enum APIDocsPage {
  static func value(_ routes: [Route]) -> PageValue {
    let described = routes.compactMap(DescribedRoute.init)
    let tags = Dictionary(grouping: described, by: \.tag).sorted { $0.key < $1.key }
    return PageValue("API", layout: .app) {
      pageHead(
        "API", "Every call, from the declarations that serve it.",
        actions: a(.class("button button-secondary"), .href("/openapi.json")) { "OpenAPI document" })
      for (tag, group) in tags {
        card(tag) { for route in group.sorted(by: { $0.path < $1.path }) { endpoint(route) } }
      }
    }
  }

  private static func endpoint(_ route: DescribedRoute) -> HTML {
    details(.class("endpoint")) {
      summary {
        span(.class("method")) { route.method.rawValue }
        code { route.path }
        span { route.summary }
      }
      if let longText = route.longText { p { longText } }
      if let access = accessText(route.access) { p(.class("hint")) { access } }
      if !route.query.isEmpty { parameters(route.query) }
      if let body = route.body { fields("Body", body) }
      if let reply = route.reply { fields("Reply, \(route.status.code)", reply) }
      p(.class("hint")) {
        "Errors: " + Set(route.kinds.map(\.status.code)).sorted().map(String.init).joined(separator: ", ")
      }
    }
  }

  private static func accessText(_ access: Access) -> String? {
    switch access {
    case .anyone: "No sign-in needed."
    case .signedIn: "Any signed-in caller."
    case .permission(let permission): "Needs \(permission)."
    }
  }

  private static func parameters(_ query: [QueryParameter]) -> HTML {
    dataTable("Query parameters", columns: ["Parameter", "Type", "Meaning"], rows: query) { parameter in
      td { code { parameter.name } }
      td { kind(parameter.schema) }
      td { parameter.summary }
    }
  }

  private static func fields(_ title: String, _ schema: Schema) -> HTML {
    guard case .object(let fields) = schema.shape else { return p { "\(title): \(kind(schema))" } }
    return dataTable(title, columns: [title, "Type", "Meaning"], rows: fields) { field in
      td {
        code { field.name }
        if field.isRequired { badge("required", .accent) }
      }
      td { kind(field.schema) }
      td { field.schema.summary ?? "" }
    }
  }

  private static func kind(_ schema: Schema) -> String {
    switch schema.shape {
    case .object: schema.name ?? "object"
    case .array(let items, let count, _): "list of \(kind(items)), \(count.lowerBound) to \(count.upperBound)"
    case .map(let values, _): "map of \(kind(values))"
    case .string(let rules): text(rules)
    case .integer(let range): "whole number, \(range.lowerBound) to \(range.upperBound)"
    case .number(let range): "number, \(range.lowerBound) to \(range.upperBound)"
    case .boolean: "true or false"
    case .any: "any JSON"
    case .union(let discriminator, let cases): "by \(discriminator): " + cases.map(\.tag).joined(separator: ", ")
    }
  }

  private static func text(_ rules: StringRules) -> String {
    switch rules.form {
    case .choice(let values): values.joined(separator: ", ")
    case .id(let prefix): "id, \(prefix)_…"
    case .instant: "time (RFC 3339)"
    case .day: "day"
    default: "text, \(rules.length.lowerBound) to \(rules.length.upperBound)"
    }
  }
}

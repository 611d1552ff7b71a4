import Kernel

/// A titled area of a page.
package func card(
  _ title: String? = nil, actions: HTML = .empty, _ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML
) rethrows -> HTML {
  let inner = try content()
  return element(
    "section", [.class("card")] + attributes,
    HTML {
      if let title {
        header(.class("card-head")) {
          h2 { title }
          div(.class("actions")) { actions }
        }
      }
      inner
    })
}

/// Heading of the page with its main acts at the side.
package func pageHead(_ title: String, _ lead: String? = nil, actions: HTML = .empty) -> HTML {
  header(.class("page-head")) {
    div {
      h1 { title }
      if let lead { p(.class("lead")) { lead } }
    }
    div(.class("actions")) { actions }
  }
}

package enum Tone: String, Sendable {
  case neutral, accent, good, warn, bad, info
}

package func badge(_ label: String, _ tone: Tone = .neutral) -> HTML {
  span(.class("badge badge-\(tone.rawValue)")) { label }
}

/// A message in the page. `bad` and `warn` are announced at once, others politely.
package func notice(_ tone: Tone, _ title: String, @HTMLBuilder content: () throws -> HTML) rethrows
  -> HTML
{
  let inner = try content()
  return div(.class("notice notice-\(tone.rawValue)"), .role(tone == .bad || tone == .warn ? "alert" : "status")) {
    strong { title }
    inner
  }
}

package func notice(_ tone: Tone, _ title: String) -> HTML { notice(tone, title) { HTML.empty } }

/// What stands where a list is empty: why, and the next step.
package func emptyState(_ title: String, _ explanation: String, action: HTML = .empty) -> HTML {
  div(.class("empty")) {
    h2 { title }
    p { explanation }
    action
  }
}

package enum ButtonKind: String, Sendable {
  case primary, secondary, quiet, danger
}

/// A submit button of the form it stands in.
package func submit(_ label: String, _ kind: ButtonKind = .primary, _ attributes: Attribute...) -> HTML {
  element("button", [.type("submit"), .class("button button-\(kind.rawValue)")] + attributes, text(label))
}

package func linkButton(_ label: String, _ url: PageURL, _ kind: ButtonKind = .secondary) -> HTML {
  a(.class("button button-\(kind.rawValue)"), .href(url)) { label }
}

/// A table with a caption for screen readers; scrolls sideways by itself on a phone.
package func dataTable<Row>(
  _ caption: String, columns: [String], rows: [Row], @HTMLBuilder cells: (Row) throws -> HTML
) rethrows -> HTML {
  let body = try rows.map { row in element("tr", [], try cells(row)) }
  return div(.class("table-wrap"), .tabIndex(0), .role("region"), .aria("label", caption)) {
    table {
      element("caption", [.class("visually-hidden")], text(caption))
      thead { tr { for column in columns { th(.scope("col")) { heading(column) } } } }
      tbody { for row in body { row } }
    }
  }
}

/// A column of links and buttons has no visible heading, but one that is read out.
private func heading(_ column: String) -> HTML {
  column.isEmpty ? span(.class("visually-hidden")) { "Actions" } : text(column)
}

/// Label and value pairs; what has no value is left out.
package func facts(_ pairs: [(String, HTML)]) -> HTML {
  dl(.class("facts")) {
    for pair in pairs where !pair.1.bytes.isEmpty {
      div {
        dt { pair.0 }
        dd { pair.1 }
      }
    }
  }
}

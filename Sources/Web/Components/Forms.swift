package import Kernel

/// A form that posts to a page route; carries the CSRF token.
package func form(
  _ url: PageURL, in context: PageContext, _ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML
) rethrows -> HTML {
  let inner = try content()
  return element(
    "form", [.method("post"), .action(url)] + attributes,
    HTML {
      input(.type("hidden"), .name("csrf_token"), .value(context.csrfToken))
      inner
    })
}

/// How one input looks and what it says.
package struct Field: Sendable {
  package var name: String
  package var label: String
  package var hint: String?
  package var value: String
  package var isRequired: Bool
  /// Of the input; needed where several forms of a page have a field of this name.
  package var id: String

  package init(
    _ name: String, _ label: String, value: String = "", hint: String? = nil, required: Bool = false, id: String? = nil
  ) {
    self.name = name
    self.id = id ?? "f-" + name.replacing(".", with: "-")
    self.label = label
    self.value = value
    self.hint = hint
    isRequired = required
  }
}

/// One line of text. `problem` shows this field's message and links it to the input.
package func textField(
  _ field: Field, type: String = "text", problem: Problem? = nil, _ attributes: Attribute...
) -> HTML {
  labelled(field, problem) { common in
    voidElement("input", [.type(type), .value(field.value)] + common + attributes)
  }
}

package func textArea(_ field: Field, rows: Int = 5, problem: Problem? = nil, _ attributes: Attribute...) -> HTML {
  labelled(field, problem) { common in
    element("textarea", [.rows(rows)] + common + attributes, text("\n" + field.value))
  }
}

package func selectField(
  _ field: Field, options: [(value: String, label: String)], problem: Problem? = nil, _ attributes: Attribute...
) -> HTML {
  labelled(field, problem) { common in
    element(
      "select", common + attributes,
      HTML {
        for choice in options {
          element(
            "option", [.value(choice.value)] + (choice.value == field.value ? [.selected] : []), text(choice.label))
        }
      })
  }
}

package func checkbox(_ name: String, _ label: String, value: String = "true", isOn: Bool = false) -> HTML {
  element(
    "label", [.class("check")],
    HTML {
      voidElement("input", [.type("checkbox"), .name(name), .value(value)] + (isOn ? [.checked] : []))
      span { label }
    })
}

private func labelled(_ field: Field, _ problem: Problem?, _ control: ([Attribute]) -> HTML) -> HTML {
  let message = problem?.message(forInput: field.name)
  let id = field.id
  var common: [Attribute] = [.id(id), .name(field.name)]
  let described = (field.hint == nil ? [] : [id + "-hint"]) + (message == nil ? [] : [id + "-error"])
  if !described.isEmpty { common.append(.aria("describedby", described.joined(separator: " "))) }
  if message != nil { common.append(.aria("invalid", "true")) }
  if field.isRequired { common.append(.required) }
  return div(.class(message == nil ? "field" : "field field-bad")) {
    label(.for(id)) {
      field.label
      if !field.isRequired { span(.class("optional")) { " optional" } }
    }
    if let hint = field.hint { p(.class("hint"), .id(id + "-hint")) { hint } }
    control(common)
    if let message { p(.class("field-error"), .id(id + "-error")) { message } }
  }
}

extension Problem {
  /// The message of the field that this input fills: `facts.0.text` for the pointer `/facts/0/text`.
  func message(forInput name: String) -> String? {
    let pointer = "/" + name.split(separator: ".").joined(separator: "/")
    return fields.first { $0.pointer == pointer }?.message
  }
}

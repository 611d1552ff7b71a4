/// One attribute, its value escaped for the place it stands in. There is no way to write an event handler,
/// a style or a `javascript:` address.
package struct Attribute: Sendable {
  let name: String
  /// Nil for an attribute without a value.
  let value: String?

  private init(_ name: String, _ value: String?) {
    self.name = name
    self.value = value
  }

  /// Of a shape in a `Drawing`.
  static func shape(_ name: StaticString, _ value: String) -> Attribute { Attribute("\(name)", value) }

  package static func `class`(_ value: String) -> Attribute { Attribute("class", value) }
  package static func id(_ value: String) -> Attribute { Attribute("id", value) }
  package static func title(_ value: String) -> Attribute { Attribute("title", value) }
  package static func lang(_ value: String) -> Attribute { Attribute("lang", value) }
  package static func dir(_ value: String) -> Attribute { Attribute("dir", value) }
  package static func role(_ value: String) -> Attribute { Attribute("role", value) }
  /// `aria("label", …)` is `aria-label`.
  package static func aria(_ name: StaticString, _ value: String) -> Attribute { Attribute("aria-\(name)", value) }
  /// `data("brand", …)` is `data-brand`.
  package static func data(_ name: StaticString, _ value: String) -> Attribute { Attribute("data-\(name)", value) }
  package static func href(_ url: PageURL) -> Attribute { Attribute("href", url.value) }
  package static func href(_ url: ExternalURL) -> Attribute { Attribute("href", url.value) }
  package static func src(_ url: PageURL) -> Attribute { Attribute("src", url.value) }
  package static func src(_ url: ExternalURL) -> Attribute { Attribute("src", url.value) }
  package static func action(_ url: PageURL) -> Attribute { Attribute("action", url.value) }
  package static func method(_ value: String) -> Attribute { Attribute("method", value) }
  package static func name(_ value: String) -> Attribute { Attribute("name", value) }
  package static func value(_ value: String) -> Attribute { Attribute("value", value) }
  package static func type(_ value: String) -> Attribute { Attribute("type", value) }
  package static func `for`(_ value: String) -> Attribute { Attribute("for", value) }
  package static func form(_ value: String) -> Attribute { Attribute("form", value) }
  package static func formAction(_ url: PageURL) -> Attribute { Attribute("formaction", url.value) }
  package static func list(_ value: String) -> Attribute { Attribute("list", value) }
  package static func placeholder(_ value: String) -> Attribute { Attribute("placeholder", value) }
  package static func autocomplete(_ value: String) -> Attribute { Attribute("autocomplete", value) }
  package static func inputMode(_ value: String) -> Attribute { Attribute("inputmode", value) }
  package static func accept(_ value: String) -> Attribute { Attribute("accept", value) }
  /// Saves what the link leads to under a name, instead of showing it.
  package static func download(_ name: String) -> Attribute { Attribute("download", name) }
  package static func alt(_ value: String) -> Attribute { Attribute("alt", value) }
  package static func scope(_ value: String) -> Attribute { Attribute("scope", value) }
  package static func dateTime(_ value: String) -> Attribute { Attribute("datetime", value) }
  package static func rel(_ value: String) -> Attribute { Attribute("rel", value) }
  package static func step(_ value: String) -> Attribute { Attribute("step", value) }
  package static func min(_ value: String) -> Attribute { Attribute("min", value) }
  package static func max(_ value: String) -> Attribute { Attribute("max", value) }
  package static func minLength(_ value: Int) -> Attribute { Attribute("minlength", String(value)) }
  package static func maxLength(_ value: Int) -> Attribute { Attribute("maxlength", String(value)) }
  package static func rows(_ value: Int) -> Attribute { Attribute("rows", String(value)) }
  package static func width(_ value: Int) -> Attribute { Attribute("width", String(value)) }
  package static func height(_ value: Int) -> Attribute { Attribute("height", String(value)) }
  package static func colspan(_ value: Int) -> Attribute { Attribute("colspan", String(value)) }
  package static func tabIndex(_ value: Int) -> Attribute { Attribute("tabindex", String(value)) }
  package static let required = Attribute("required", nil)
  package static let disabled = Attribute("disabled", nil)
  package static let checked = Attribute("checked", nil)
  package static let formNoValidate = Attribute("formnovalidate", nil)
  package static let selected = Attribute("selected", nil)
  package static let multiple = Attribute("multiple", nil)
  package static let readOnly = Attribute("readonly", nil)
  package static let hidden = Attribute("hidden", nil)
  package static let open = Attribute("open", nil)
  package static let autofocus = Attribute("autofocus", nil)
  package static let noValidate = Attribute("novalidate", nil)
  package static let noFormValidate = Attribute("formnovalidate", nil)
  package static let download = Attribute("download", nil)

  /// For the frame's own meta elements.
  static func raw(_ name: StaticString, _ value: String) -> Attribute { Attribute("\(name)", value) }

  func write(into bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: " "))
    bytes += Array(name.utf8)
    guard let value else { return }
    bytes += [UInt8(ascii: "="), UInt8(ascii: "\"")]
    Escaping.attribute(value, into: &bytes)
    bytes.append(UInt8(ascii: "\""))
  }
}

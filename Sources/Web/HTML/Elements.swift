// The elements that pages use. Names that collide with C functions or keywords carry `Element`.

package func div(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("div", attributes, try content())
}

package func div(_ attributes: Attribute...) -> HTML { element("div", attributes, .empty) }

package func span(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("span", attributes, try content())
}

package func span(_ attributes: Attribute...) -> HTML { element("span", attributes, .empty) }

package func p(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("p", attributes, try content())
}

package func p(_ attributes: Attribute...) -> HTML { element("p", attributes, .empty) }

package func h1(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("h1", attributes, try content())
}

package func h1(_ attributes: Attribute...) -> HTML { element("h1", attributes, .empty) }

package func h2(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("h2", attributes, try content())
}

package func h2(_ attributes: Attribute...) -> HTML { element("h2", attributes, .empty) }

package func h3(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("h3", attributes, try content())
}

package func h3(_ attributes: Attribute...) -> HTML { element("h3", attributes, .empty) }

package func h4(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("h4", attributes, try content())
}

package func h4(_ attributes: Attribute...) -> HTML { element("h4", attributes, .empty) }

package func ul(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("ul", attributes, try content())
}

package func ul(_ attributes: Attribute...) -> HTML { element("ul", attributes, .empty) }

package func ol(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("ol", attributes, try content())
}

package func ol(_ attributes: Attribute...) -> HTML { element("ol", attributes, .empty) }

package func li(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("li", attributes, try content())
}

package func li(_ attributes: Attribute...) -> HTML { element("li", attributes, .empty) }

package func dl(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("dl", attributes, try content())
}

package func dl(_ attributes: Attribute...) -> HTML { element("dl", attributes, .empty) }

package func dt(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("dt", attributes, try content())
}

package func dt(_ attributes: Attribute...) -> HTML { element("dt", attributes, .empty) }

package func dd(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("dd", attributes, try content())
}

package func dd(_ attributes: Attribute...) -> HTML { element("dd", attributes, .empty) }

package func section(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("section", attributes, try content())
}

package func section(_ attributes: Attribute...) -> HTML { element("section", attributes, .empty) }

package func article(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("article", attributes, try content())
}

package func article(_ attributes: Attribute...) -> HTML { element("article", attributes, .empty) }

package func aside(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("aside", attributes, try content())
}

package func aside(_ attributes: Attribute...) -> HTML { element("aside", attributes, .empty) }

package func header(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("header", attributes, try content())
}

package func header(_ attributes: Attribute...) -> HTML { element("header", attributes, .empty) }

package func footer(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("footer", attributes, try content())
}

package func footer(_ attributes: Attribute...) -> HTML { element("footer", attributes, .empty) }

package func nav(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("nav", attributes, try content())
}

package func nav(_ attributes: Attribute...) -> HTML { element("nav", attributes, .empty) }

package func figure(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("figure", attributes, try content())
}

package func figure(_ attributes: Attribute...) -> HTML { element("figure", attributes, .empty) }

package func figcaption(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("figcaption", attributes, try content())
}

package func figcaption(_ attributes: Attribute...) -> HTML { element("figcaption", attributes, .empty) }

package func blockquote(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("blockquote", attributes, try content())
}

package func blockquote(_ attributes: Attribute...) -> HTML { element("blockquote", attributes, .empty) }

package func pre(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("pre", attributes, try content())
}

package func pre(_ attributes: Attribute...) -> HTML { element("pre", attributes, .empty) }

package func code(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("code", attributes, try content())
}

package func code(_ attributes: Attribute...) -> HTML { element("code", attributes, .empty) }

package func strong(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("strong", attributes, try content())
}

package func strong(_ attributes: Attribute...) -> HTML { element("strong", attributes, .empty) }

package func em(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("em", attributes, try content())
}

package func em(_ attributes: Attribute...) -> HTML { element("em", attributes, .empty) }

package func small(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("small", attributes, try content())
}

package func small(_ attributes: Attribute...) -> HTML { element("small", attributes, .empty) }

package func mark(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("mark", attributes, try content())
}

package func mark(_ attributes: Attribute...) -> HTML { element("mark", attributes, .empty) }

package func deleted(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("del", attributes, try content())
}

package func deleted(_ attributes: Attribute...) -> HTML { element("del", attributes, .empty) }

package func inserted(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("ins", attributes, try content())
}

package func inserted(_ attributes: Attribute...) -> HTML { element("ins", attributes, .empty) }

package func a(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("a", attributes, try content())
}

package func a(_ attributes: Attribute...) -> HTML { element("a", attributes, .empty) }

package func button(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("button", attributes, try content())
}

package func button(_ attributes: Attribute...) -> HTML { element("button", attributes, .empty) }

package func label(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("label", attributes, try content())
}

package func label(_ attributes: Attribute...) -> HTML { element("label", attributes, .empty) }

package func fieldset(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("fieldset", attributes, try content())
}

package func fieldset(_ attributes: Attribute...) -> HTML { element("fieldset", attributes, .empty) }

package func legend(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("legend", attributes, try content())
}

package func legend(_ attributes: Attribute...) -> HTML { element("legend", attributes, .empty) }

package func table(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("table", attributes, try content())
}

package func table(_ attributes: Attribute...) -> HTML { element("table", attributes, .empty) }

package func caption(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("caption", attributes, try content())
}

package func caption(_ attributes: Attribute...) -> HTML { element("caption", attributes, .empty) }

package func thead(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("thead", attributes, try content())
}

package func thead(_ attributes: Attribute...) -> HTML { element("thead", attributes, .empty) }

package func tbody(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("tbody", attributes, try content())
}

package func tbody(_ attributes: Attribute...) -> HTML { element("tbody", attributes, .empty) }

package func tfoot(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("tfoot", attributes, try content())
}

package func tfoot(_ attributes: Attribute...) -> HTML { element("tfoot", attributes, .empty) }

package func tr(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("tr", attributes, try content())
}

package func tr(_ attributes: Attribute...) -> HTML { element("tr", attributes, .empty) }

package func th(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("th", attributes, try content())
}

package func th(_ attributes: Attribute...) -> HTML { element("th", attributes, .empty) }

package func td(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("td", attributes, try content())
}

package func td(_ attributes: Attribute...) -> HTML { element("td", attributes, .empty) }

package func details(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("details", attributes, try content())
}

package func details(_ attributes: Attribute...) -> HTML { element("details", attributes, .empty) }

package func summary(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("summary", attributes, try content())
}

package func summary(_ attributes: Attribute...) -> HTML { element("summary", attributes, .empty) }

package func dialog(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("dialog", attributes, try content())
}

package func dialog(_ attributes: Attribute...) -> HTML { element("dialog", attributes, .empty) }

package func formElement(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("form", attributes, try content())
}

package func formElement(_ attributes: Attribute...) -> HTML { element("form", attributes, .empty) }

package func option(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("option", attributes, try content())
}

package func option(_ attributes: Attribute...) -> HTML { element("option", attributes, .empty) }

package func optgroup(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("optgroup", attributes, try content())
}

package func optgroup(_ attributes: Attribute...) -> HTML { element("optgroup", attributes, .empty) }

package func datalist(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("datalist", attributes, try content())
}

package func datalist(_ attributes: Attribute...) -> HTML { element("datalist", attributes, .empty) }

package func textarea(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("textarea", attributes, try content())
}

package func textarea(_ attributes: Attribute...) -> HTML { element("textarea", attributes, .empty) }

package func outputElement(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("output", attributes, try content())
}

package func outputElement(_ attributes: Attribute...) -> HTML { element("output", attributes, .empty) }

package func abbr(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("abbr", attributes, try content())
}

package func abbr(_ attributes: Attribute...) -> HTML { element("abbr", attributes, .empty) }

package func kbd(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("kbd", attributes, try content())
}

package func kbd(_ attributes: Attribute...) -> HTML { element("kbd", attributes, .empty) }

package func quoted(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("q", attributes, try content())
}

package func quoted(_ attributes: Attribute...) -> HTML { element("q", attributes, .empty) }

package func superscript(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("sup", attributes, try content())
}

package func superscript(_ attributes: Attribute...) -> HTML { element("sup", attributes, .empty) }

package func mainElement(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("main", attributes, try content())
}

package func mainElement(_ attributes: Attribute...) -> HTML { element("main", attributes, .empty) }

package func selectElement(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("select", attributes, try content())
}

package func selectElement(_ attributes: Attribute...) -> HTML { element("select", attributes, .empty) }

package func timeElement(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("time", attributes, try content())
}

package func timeElement(_ attributes: Attribute...) -> HTML { element("time", attributes, .empty) }

package func meter(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("meter", attributes, try content())
}

package func meter(_ attributes: Attribute...) -> HTML { element("meter", attributes, .empty) }

package func progress(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML) rethrows -> HTML {
  element("progress", attributes, try content())
}

package func progress(_ attributes: Attribute...) -> HTML { element("progress", attributes, .empty) }

package func img(_ attributes: Attribute...) -> HTML { voidElement("img", attributes) }

package func input(_ attributes: Attribute...) -> HTML { voidElement("input", attributes) }

package func br(_ attributes: Attribute...) -> HTML { voidElement("br", attributes) }

package func hr(_ attributes: Attribute...) -> HTML { voidElement("hr", attributes) }

package func wbr(_ attributes: Attribute...) -> HTML { voidElement("wbr", attributes) }

func element(_ name: String, _ attributes: [Attribute], _ content: HTML) -> HTML {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(content.bytes.count + name.utf8.count * 2 + 5 + attributes.count * 24)
  open(name, attributes, into: &bytes)
  bytes += content.bytes
  bytes += Array("</\(name)>".utf8)
  return HTML(bytes: bytes)
}

func voidElement(_ name: String, _ attributes: [Attribute]) -> HTML {
  var bytes: [UInt8] = []
  open(name, attributes, into: &bytes)
  return HTML(bytes: bytes)
}

private func open(_ name: String, _ attributes: [Attribute], into bytes: inout [UInt8]) {
  bytes.append(UInt8(ascii: "<"))
  bytes += Array(name.utf8)
  for attribute in attributes { attribute.write(into: &bytes) }
  bytes.append(UInt8(ascii: ">"))
}

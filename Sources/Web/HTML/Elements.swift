// The elements that pages use. Names that collide with C functions or keywords carry `Element`.

package func div(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("div", attributes, try content())
}

package func span(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("span", attributes, try content())
}

package func p(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("p", attributes, try content())
}

package func h1(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("h1", attributes, try content())
}

package func h2(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("h2", attributes, try content())
}

package func h3(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("h3", attributes, try content())
}

package func h4(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("h4", attributes, try content())
}

package func ul(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("ul", attributes, try content())
}

package func ol(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("ol", attributes, try content())
}

package func li(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("li", attributes, try content())
}

package func dl(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("dl", attributes, try content())
}

package func dt(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("dt", attributes, try content())
}

package func dd(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("dd", attributes, try content())
}

package func section(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML
{
  element("section", attributes, try content())
}

package func article(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML
{
  element("article", attributes, try content())
}

package func aside(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("aside", attributes, try content())
}

package func header(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("header", attributes, try content())
}

package func footer(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("footer", attributes, try content())
}

package func nav(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("nav", attributes, try content())
}

package func figure(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("figure", attributes, try content())
}

package func figcaption(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows
  -> HTML
{
  element("figcaption", attributes, try content())
}

package func blockquote(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows
  -> HTML
{
  element("blockquote", attributes, try content())
}

package func pre(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("pre", attributes, try content())
}

package func code(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("code", attributes, try content())
}

package func strong(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("strong", attributes, try content())
}

package func em(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("em", attributes, try content())
}

package func small(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("small", attributes, try content())
}

package func mark(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("mark", attributes, try content())
}

package func deleted(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML
{
  element("del", attributes, try content())
}

package func inserted(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML
{
  element("ins", attributes, try content())
}

package func a(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("a", attributes, try content())
}

package func button(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("button", attributes, try content())
}

package func label(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("label", attributes, try content())
}

package func fieldset(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML
{
  element("fieldset", attributes, try content())
}

package func legend(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("legend", attributes, try content())
}

package func table(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("table", attributes, try content())
}

package func caption(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML
{
  element("caption", attributes, try content())
}

package func thead(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("thead", attributes, try content())
}

package func tbody(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("tbody", attributes, try content())
}

package func tfoot(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("tfoot", attributes, try content())
}

package func tr(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("tr", attributes, try content())
}

package func th(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("th", attributes, try content())
}

package func td(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("td", attributes, try content())
}

package func details(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML
{
  element("details", attributes, try content())
}

package func summary(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML
{
  element("summary", attributes, try content())
}

package func dialog(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("dialog", attributes, try content())
}

package func formElement(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows
  -> HTML
{
  element("form", attributes, try content())
}

package func option(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("option", attributes, try content())
}

package func optgroup(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML
{
  element("optgroup", attributes, try content())
}

package func datalist(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML
{
  element("datalist", attributes, try content())
}

package func textarea(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML
{
  element("textarea", attributes, try content())
}

package func outputElement(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows
  -> HTML
{
  element("output", attributes, try content())
}

package func abbr(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("abbr", attributes, try content())
}

package func kbd(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("kbd", attributes, try content())
}

package func quoted(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("q", attributes, try content())
}

package func superscript(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows
  -> HTML
{
  element("sup", attributes, try content())
}

package func mainElement(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows
  -> HTML
{
  element("main", attributes, try content())
}

package func selectElement(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows
  -> HTML
{
  element("select", attributes, try content())
}

package func timeElement(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows
  -> HTML
{
  element("time", attributes, try content())
}

package func meter(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML {
  element("meter", attributes, try content())
}

package func progress(_ attributes: Attribute..., @HTMLBuilder content: () throws -> HTML = { .empty }) rethrows -> HTML
{
  element("progress", attributes, try content())
}

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

import Kernel
import Web

/// The filled-in form of a first organisation. All faults at once.
struct NewWorkspace {
  var org: String
  var brand: String
  var name: String
  var mail: String
  var zone: String
  var password: Redacted<String>

  init(_ form: FormValues) throws {
    var faults: [Problem.Field] = []
    func line(_ name: String, _ what: String) -> String {
      let value = (form[name] ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if !(1...120).contains(value.count) { faults.append(.init("/" + name, "Give \(what) of 1 to 120 characters.")) }
      return value
    }
    org = line("org", "a name")
    brand = line("brand", "a name")
    name = line("name", "your name")
    mail = form["mail"] ?? ""
    zone = form["zone"] ?? "UTC"
    password = Redacted(form["password"] ?? "")
    guard faults.isEmpty else { throw Problem(.invalid, "Some fields need another look.", fields: faults) }
  }
}

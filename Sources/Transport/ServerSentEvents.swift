/// Reads an event stream (HTML Living Standard, 9.2) piece by piece. Pure: give it bytes, take events.
package struct ServerSentEvents: Sendable {
  package struct Event: Sendable, Equatable {
    package var name: String
    package var data: String
    package var id: String?

    package init(name: String = "message", data: String, id: String? = nil) {
      self.name = name
      self.data = data
      self.id = id
    }
  }

  private var line: [UInt8] = []
  private var sawCarriageReturn = false
  private var atStart = true
  private var name = ""
  private var data: [String] = []
  private var id: String?

  package init() {}

  /// The events that these bytes complete, in order.
  package mutating func receive(_ bytes: some Sequence<UInt8>) -> [Event] {
    var events: [Event] = []
    for byte in bytes {
      defer { sawCarriageReturn = byte == 0x0D }
      switch byte {
      case 0x0A where sawCarriageReturn: continue
      case 0x0A, 0x0D: if let event = endLine() { events.append(event) }
      default: line.append(byte)
      }
    }
    return events
  }

  private mutating func endLine() -> Event? {
    var text = String(decoding: line, as: UTF8.self)
    line.removeAll(keepingCapacity: true)
    if atStart, text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    atStart = false
    guard !text.isEmpty else { return dispatch() }
    take(text)
    return nil
  }

  private mutating func take(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    var value = parts.count > 1 ? parts[1] : ""
    if value.first == " " { value.removeFirst() }
    switch parts[0] {
    case "event": name = String(value)
    case "data": data.append(String(value))
    case "id" where !value.unicodeScalars.contains("\0"): id = String(value)
    default: break
    }
  }

  private mutating func dispatch() -> Event? {
    defer {
      name = ""
      data = []
    }
    guard !data.isEmpty else { return nil }
    return Event(name: name.isEmpty ? "message" : name, data: data.joined(separator: "\n"), id: id)
  }
}

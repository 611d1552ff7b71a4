import Contracts
import Foundation
import Testing

@Suite("The catalogue of events")
struct CatalogueTests {
  @Test("docs/api/events.md says what the types say; if not, the right text is written beside it")
  func document() throws {
    let file = URL(filePath: #filePath).appending(path: "../../../docs/api/events.md").standardizedFileURL
    let rendered = try EventCatalogue.document()
    let kept = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    if kept != rendered {
      try rendered.write(to: file.appendingPathExtension("new"), atomically: true, encoding: .utf8)
    }
    #expect(kept == rendered, "docs/api/events.md is out of date: move docs/api/events.md.new over it")
  }

  @Test("no two types share a subject and version, and every subject is of a known area")
  func subjects() throws {
    let keys = EventCatalogue.all.map { "\($0.subject) \($0.version)" }
    #expect(Set(keys).count == keys.count)
    for type in EventCatalogue.all {
      #expect(type.subject.wholeMatch(of: /(brief|gen|policy|publish|metrics)\.[a-z_]+/) != nil)
    }
  }

  @Test("every example survives its own JSON", arguments: 0..<EventCatalogue.all.count)
  func roundTrip(index: Int) throws { try check(EventCatalogue.all[index]) }

  private func check<Payload: EventPayload>(_ type: Payload.Type) throws {
    let json = try JSONEncoder.events.encode(type.example)
    let back = try JSONDecoder.events.decode(Payload.self, from: json)
    #expect(try JSONEncoder.events.encode(back) == json)
  }
}

import Contracts
import Foundation
import Testing

@Suite("The catalogue of events")
struct CatalogueTests {
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

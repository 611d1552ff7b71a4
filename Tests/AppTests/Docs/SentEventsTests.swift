import Contracts
import Foundation
import TestKit
import Testing

@Suite("The catalogue of events")
struct SentEventsTests {
  @Test("names only events that something sends")
  func sent() throws {
    let sources = Checkout.root.appendingPathComponent("Sources")
    let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    let text = files.compactMap { $0 as? URL }
      .filter { $0.pathExtension == "swift" && !$0.path.contains("/Contracts/") && !$0.path.contains("/TestKit/") }
      .compactMap { try? String(contentsOf: $0, encoding: .utf8) }.joined()
    let unsent = EventCatalogue.all.map { String(describing: $0) }.filter { !text.contains($0 + "(") }
    #expect(unsent == [])
    #expect(!text.isEmpty)
  }
}

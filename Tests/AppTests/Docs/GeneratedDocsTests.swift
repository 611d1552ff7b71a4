import Foundation
import TestKit
import Testing

@testable import App

@Suite("The generated parts of docs/")
struct GeneratedDocsTests {
  @Test("are what the program says; `make docs` writes them anew")
  func compared() async throws {
    for (path, text) in try await GeneratedDocs.files() {
      let file = Checkout.root.appendingPathComponent("docs").appendingPathComponent(path)
      #expect(try String(contentsOf: file, encoding: .utf8) == text, "\(path) is out of date: run `make docs`")
    }
  }
}

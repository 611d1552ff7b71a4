import App
import Foundation
import Testing

/// Starling as people meet it: the program as it is started, and a browser that does what they would do. Every page
/// on the way is held against axe in both colour schemes, on a desk and on a phone, and against its own console.
@Suite("A journey", .timeLimit(.minutes(5)))
struct JourneyTests {
  @Test(
    "a newcomer does the main job: voice, brief, post, evidence, colleague, by mouse, by keyboard, without JavaScript")
  func newcomer() async throws { try await walk("newcomer.py") }

  @Test("a visitor opens a page of every kind in the demo, and removes the demo in one click")
  func demo() async throws { try await walk("demo.py") }

  private func walk(_ script: String) async throws {
    try Browser.check()
    let program = try await StartedProgram()
    let walk = try await Browser.walk(script, program.ready)
    for finding in walk.findings { Issue.record("\(finding)") }
    #expect(walk.isFinished, "\(script) ended before its end:\n\(walk.text)\n\(program.text)")
    #expect(await program.stop() == .code(0), "\(program.text)")
  }
}

import Contracts
import Foundation
import Kernel
import TestKit
import Testing

@testable import App

@Suite("Cards drawn in a process of their own", .timeLimit(.minutes(3)))
struct RenderProcessTests {
  private static let design = CardDesign(
    width: 1_200, height: 675, headline: "Our winter blend is back", kicker: "Acme Coffee", colours: ["#3b2a1a"])

  private static let program = Checkout.root.appendingPathComponent(".build/debug/starling").path

  @Test("the picture comes back, and a second call is answered from what was kept")
  func draws() async throws {
    let process = RenderProcess(program: Self.program, time: .system)
    let card = try await process.draw(Self.design)
    #expect(card.png.starts(with: [0x89, 0x50, 0x4E, 0x47]) && card.notes.width == 1_200)
    // Another program would draw nothing: what is kept needs none.
    #expect(try await process.draw(Self.design) == card)
  }

  @Test("the program is found beside the tests")
  func ownProgram() {
    #expect(FileManager.default.isExecutableFile(atPath: RenderProcess.ownProgram))
  }

  @Test("many at once are all drawn, and a refused design does not hold up the others")
  func many() async throws {
    let process = RenderProcess(program: Self.program, time: .system)
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<6 {
        group.addTask {
          var design = Self.design
          design.headline = number == 3 ? "" : "Card number \(number)"
          do {
            return try await process.draw(design).png.isEmpty == false
          } catch let problem as Problem {
            return number == 3 && problem.kind == .invalid
          }
        }
      }
      for try await isRight in group { #expect(isRight) }
    }
  }

  @Test("a program that hangs is ended in time, one that crashes or talks nonsense is told")
  func broken() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("starling-render-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func fault(_ script: String, patience: Duration = .seconds(60)) async throws -> String? {
      let path = folder.appendingPathComponent(UUID().uuidString).path
      try "#!/bin/sh\n\(script)\n".write(toFile: path, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
      do {
        _ = try await RenderProcess(program: path, time: .system, patience: patience).draw(Self.design)
        return nil
      } catch let problem as Problem {
        #expect(problem.kind == .unavailable)
        return problem.detail
      }
    }
    #expect(try await fault("exec sleep 600", patience: .milliseconds(500))?.contains("not drawn within") == true)
    #expect(try await fault("kill -SEGV $$")?.contains("could not be drawn") == true)
    #expect(try await fault("echo nonsense")?.contains("could not be drawn") == true)
    #expect(try await fault("exit 3")?.contains("could not be drawn") == true)
  }

  @Test("the process refuses what is no design, writes no file and keeps to its memory")
  func direct() async throws {
    func run(_ input: String) async throws -> Tool.Output {
      try await Tool(executable: Self.program, arguments: ["render"], input: input).run()
    }
    let nonsense = try await run("not json")
    #expect(!nonsense.succeeded && nonsense.text.contains("no card design"))
    let huge = try await Tool(
      executable: Self.program, arguments: ["render"],
      environment: ["STARLING_CARD_DESIGN": String(repeating: "a", count: 100_000)]
    ).run()
    #expect(!huge.succeeded && huge.text.contains("no card design"))
    var design = Self.design
    design.width = 100_000
    design.headline = "Wide"
    let wide = try await run(String(decoding: try JSONEncoder().encode(design), as: UTF8.self))
    #expect(!wide.succeeded && wide.text.contains("/width"))
  }
}

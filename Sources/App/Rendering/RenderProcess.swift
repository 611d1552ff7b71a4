package import Contracts
import Foundation
package import Kernel
import Subprocess

/// Draws cards in processes of their own, a few at a time, and keeps the newest.
package actor RenderProcess: CardRenderer {
  /// Processes at once: drawing is work for the processor, and pages must not wait for it.
  private static let most = 2
  private static let kept = 64
  /// Most bytes of a picture.
  private static let mostBytes = 32 << 20

  private let program: String
  private let time: TimeSource
  private let patience: Duration
  private var running = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []
  private var cards: [CardDesign: DrawnCard] = [:]
  private var order: [CardDesign] = []

  /// `program` is Starling's own file. A drawing that takes longer than `patience` is ended.
  package init(program: String, time: TimeSource, patience: Duration = .seconds(15)) {
    self.program = program
    self.time = time
    self.patience = patience
  }

  /// Starling's own file, or the one beside it when this is another program, such as the tests.
  package static var ownProgram: String {
    let this = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    if this.lastPathComponent == "starling" { return this.path }
    return this.deletingLastPathComponent().appendingPathComponent("starling").path
  }

  package func draw(_ design: CardDesign) async throws -> DrawnCard {
    if let known = cards[design] { return known }
    try design.check()
    await turn()
    defer { giveUp() }
    if let known = cards[design] { return known }
    let card = try await started(design)
    keep(card, as: design)
    return card
  }

  private func keep(_ card: DrawnCard, as design: CardDesign) {
    if cards.updateValue(card, forKey: design) == nil { order.append(design) }
    if order.count > Self.kept { cards[order.removeFirst()] = nil }
  }

  // MARK: Turns

  private func turn() async {
    if running < Self.most {
      running += 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  /// Hands the place on, or frees it.
  private func giveUp() {
    if waiting.isEmpty { running -= 1 } else { waiting.removeFirst().resume() }
  }

  // MARK: The process

  private nonisolated func started(_ design: CardDesign) async throws -> DrawnCard {
    let json = String(decoding: try JSONEncoder().encode(design), as: UTF8.self)
    return try await withThrowingTaskGroup(of: DrawnCard.self) { group in
      group.addTask { try await self.run(json) }
      group.addTask {
        try await self.time.sleep(self.patience)
        throw Problem(
          .unavailable, "The picture was not drawn within \(self.patience). Try again, or with fewer words.")
      }
      defer { group.cancelAll() }
      guard let card = try await group.next() else { throw CancellationError() }
      return card
    }
  }

  private nonisolated func run(_ json: String) async throws -> DrawnCard {
    let (bytes, isDone) = try await output(json)
    guard isDone, let end = bytes.firstIndex(of: 0x0A),
      let notes = try? JSONDecoder().decode(DrawnCard.Notes.self, from: Data(bytes[..<end]))
    else {
      if let fault = try? JSONDecoder().decode(RenderFault.self, from: Data(bytes)) { throw fault.problem }
      throw Self.failure
    }
    return DrawnCard(png: [UInt8](bytes[(end + 1)...]), notes: notes)
  }

  private static let failure = Problem(
    .unavailable, "The picture could not be drawn. Try again, or with other words.")

  /// What the process wrote, and whether it ended well.
  private nonisolated func output(_ json: String) async throws -> ([UInt8], Bool) {
    do {
      // In the environment and not by a pipe: a program that ends before it has read its input would end this one by
      // SIGPIPE, or by a failed precondition of Subprocess. Only the same account can read it there.
      let result = try await Subprocess.run(
        .name("env"), arguments: ["--chdir=/", "--", program, "render"],
        environment: .custom([
          "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent",
          Environment.Key(stringLiteral: DesignVariable.name): json,
        ]), input: .none, output: .bytes(limit: Self.mostBytes), error: .string(limit: 1 << 16))
      return (result.standardOutput, result.terminationStatus.isSuccess)
    } catch {
      try Task.checkCancellation()
      throw Self.failure
    }
  }
}

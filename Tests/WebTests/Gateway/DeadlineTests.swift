import Kernel
import TestKit
import Testing

@testable import Web

@Suite("Deadlines")
struct DeadlineTests {
  private struct Broken: Error {}

  @Test("give back what was done in time, or why it failed")
  func inTime() async throws {
    let deadlines = Deadlines(.system)
    #expect(try await deadlines.run(.seconds(60)) { 7 } == 7)
    #expect(try await deadlines.run(nil) { 8 } == 8)
    await #expect(throws: Broken.self) { try await deadlines.run(.seconds(60)) { throw Broken() } }
  }

  @Test("cancel what takes too long, each at its own time, also the shorter one that came later")
  func tooLong() async throws {
    let clock = SteppedClock()
    let deadlines = Deadlines(clock.time)
    async let long = cancelled(deadlines, .seconds(30))
    await clock.waitForSleepers(1)
    async let short = cancelled(deadlines, .seconds(5))
    await clock.waitForSleepers(2)
    clock.advance(by: .seconds(5))
    #expect(await short)
    clock.advance(by: .seconds(25))
    #expect(await long)
  }

  @Test("look again for what came after the first sleep began")
  func later() async throws {
    let clock = SteppedClock()
    let deadlines = Deadlines(clock.time)
    async let first = cancelled(deadlines, .seconds(10))
    await clock.waitForSleepers(1)
    clock.advance(by: .seconds(4))
    let (began, begins) = AsyncStream.makeStream(of: Void.self)
    async let second = cancelled(deadlines, .seconds(10)) { begins.yield() }
    for await _ in began { break }
    clock.advance(by: .seconds(6))
    #expect(await first)
    await clock.waitForSleepers(1)
    clock.advance(by: .seconds(4))
    #expect(await second)
  }

  @Test("end with the task that waits for them")
  func callerGone() async throws {
    let deadlines = Deadlines(.system)
    let (began, begins) = AsyncStream.makeStream(of: Void.self)
    let task = Task { await cancelled(deadlines, .seconds(600)) { begins.yield() } }
    for await _ in began { break }
    task.cancel()
    #expect(await task.value == false, "the work was cancelled, but not by its deadline")
  }

  /// Whether a work that only ends when it is cancelled ended by its deadline.
  private func cancelled(
    _ deadlines: Deadlines, _ limit: Duration, _ began: @escaping @Sendable () -> Void = {}
  ) async -> Bool {
    do {
      try await deadlines.run(limit) {
        began()
        // Nothing ever comes: only its cancellation ends this.
        for await _ in AsyncStream<Void>.makeStream().stream {}
        try Task.checkCancellation()
      }
      return false
    } catch {
      return error is DeadlinePassed
    }
  }
}

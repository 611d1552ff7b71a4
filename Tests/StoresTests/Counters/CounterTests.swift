import Kernel
import Synchronization
import Testing

@testable import Stores

@Suite struct CounterTests {
  @Test("a count starts again when its window ends, and keys count apart")
  func windows() async throws {
    let clock = Mutex(ContinuousClock.now)
    var time = TimeSource.system
    time.monotonic = { clock.withLock { $0 } }
    let counters = MemoryCounters(time: time)
    let a = CounterKey("a", per: .seconds(60))
    _ = try await counters.add([a])
    let second = try await counters.add([a, CounterKey("b", per: .seconds(10))])
    #expect(second.map(\.count) == [2, 1])
    #expect(second[0].resetsIn == .seconds(60))
    clock.withLock { $0 += .seconds(60) }
    #expect(try await counters.add([a])[0].count == 1)
  }

  @Test("counts from many tasks are all counted")
  func concurrent() async throws {
    let counters = MemoryCounters()
    let key = CounterKey("k", per: .seconds(600))
    await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<500 { group.addTask { _ = try await counters.add([key]) } }
    }
    #expect(try await counters.add([key])[0].count == 501)
  }
}

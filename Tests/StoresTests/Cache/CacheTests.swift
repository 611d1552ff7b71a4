import Kernel
import Synchronization
import Testing

@testable import Stores

@Suite struct CacheTests {
  @Test("a value is there until it ends, is removed or is written again")
  func lifetime() async throws {
    let clock = Mutex(ContinuousClock.now)
    var time = TimeSource.system
    time.monotonic = { clock.withLock { $0 } }
    let cache = MemoryCache(time: time)
    try await cache.set("a", [1], for: .seconds(5))
    try await cache.set("a", [2], for: .seconds(5))
    #expect(try await cache.value("a") == [2])
    clock.withLock { $0 += .seconds(5) }
    #expect(try await cache.value("a") == nil)
    try await cache.set("b", [3], for: .seconds(5))
    try await cache.remove("b")
    #expect(try await cache.value("b") == nil)
  }

  @Test("the oldest entries make room, and what is larger than the cache is not kept")
  func bounded() async throws {
    let cache = MemoryCache(maxBytes: 30)
    for name in ["a", "b", "c", "d"] {
      try await cache.set(name, [UInt8](repeating: 0, count: 10), for: .seconds(60))
    }
    #expect(try await cache.value("a") == nil)
    #expect(try await cache.value("d") != nil)
    try await cache.set("d", [UInt8](repeating: 0, count: 31), for: .seconds(60))
    #expect(try await cache.value("d") == nil)
  }
}

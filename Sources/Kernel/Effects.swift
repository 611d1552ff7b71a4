package import Foundation
import Synchronization

/// Wall-clock and monotonic time. Nothing outside Kernel calls `Date()` or a clock directly.
package struct TimeSource: Sendable {
  /// The wall clock, for what people and the database see.
  package var now: @Sendable () -> Date
  /// Never goes back; for deadlines and durations. Suspends with nothing, unlike the wall clock.
  package var monotonic: @Sendable () -> ContinuousClock.Instant
  /// Returns after the duration, or throws `CancellationError`.
  package var sleep: @Sendable (Duration) async throws -> Void

  package init(
    now: @escaping @Sendable () -> Date,
    monotonic: @escaping @Sendable () -> ContinuousClock.Instant,
    sleep: @escaping @Sendable (Duration) async throws -> Void
  ) {
    self.now = now
    self.monotonic = monotonic
    self.sleep = sleep
  }

  package static let system = TimeSource(
    now: { Date() }, monotonic: { ContinuousClock.now },
    sleep: { try await Task.sleep(for: $0) })
}

/// Random bytes fit for keys and tokens.
package struct RandomSource: Sendable {
  package var bytes: @Sendable (_ count: Int) -> [UInt8]

  package init(bytes: @escaping @Sendable (_ count: Int) -> [UInt8]) { self.bytes = bytes }

  package static let system = RandomSource { count in
    // The generator is asked for words: each is a system call.
    var generator = SystemRandomNumberGenerator()
    return Array(
      unsafeUninitializedCapacity: count,
      initializingWith: { buffer, filled in
        while filled < count {
          let word = generator.next()
          for shift in stride(from: 0, to: min(64, 8 * (count - filled)), by: 8) {
            buffer.initializeElement(at: filled, to: UInt8(truncatingIfNeeded: word >> shift))
            filled += 1
          }
        }
      })
  }

  /// A uniform value in 0..<1, for jitter.
  package func unit() -> Double {
    let value = bytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Double(value >> 11) * 0x1p-53
  }
}

/// Makes identifiers. UUIDv7 (RFC 9562 section 5.7): 48 bits of Unix milliseconds, then a
/// counter of 12 bits that keeps identifiers of one process in order, then 62 random bits.
package struct IDSource: Sendable {
  package var uuid: @Sendable () -> UUID

  package init(uuid: @escaping @Sendable () -> UUID) { self.uuid = uuid }

  package func new<Kind: EntityKind>(_: ID<Kind>.Type = ID<Kind>.self) -> ID<Kind> { ID(uuid()) }

  /// A ULID: the same 48 bits of time and 80 of order and chance, 26 upper-case base32 digits.
  package func ulid() -> String { Base32.encodeUppercase(uuid()) }

  /// The least UUIDv7 of an instant: whatever was made then or later is not below it.
  package static func earliest(at instant: Date) -> UUID {
    let milliseconds = UInt64(max(0, instant.timeIntervalSince1970 * 1000))
    let bytes =
      (0..<6).map { UInt8(truncatingIfNeeded: milliseconds >> (40 - 8 * $0)) } + [0x70, 0, 0x80]
      + [UInt8](repeating: 0, count: 7)
    return bytes.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
  }

  package static func uuid7(time: TimeSource, random: RandomSource) -> IDSource {
    let last = Mutex<(milliseconds: UInt64, counter: UInt16)>((0, 0))
    return IDSource {
      let now = UInt64(max(0, time.now().timeIntervalSince1970 * 1000))
      let (milliseconds, counter) = last.withLock { state -> (UInt64, UInt16) in
        if now > state.milliseconds {
          state = (now, 0)
        } else if state.counter < 0xFFF {
          state.counter += 1
        } else {
          state = (state.milliseconds + 1, 0)
        }
        return state
      }
      let chance = random.bytes(8).withUnsafeBytes { UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self)) }
      let halves = (
        (milliseconds << 16 | 0x7000 | UInt64(counter)).bigEndian, (chance & (1 << 62 - 1) | 1 << 63).bigEndian
      )
      return withUnsafeBytes(of: halves) { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
    }
  }

  package static let system = uuid7(time: .system, random: .system)
}

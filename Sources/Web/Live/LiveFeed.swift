import Contracts
import Kernel
import ServiceLifecycle
import Synchronization

/// One watcher's feed: the bus's events of its filter, heartbeats while it is quiet, and an end when the caller
/// loses access, falls behind or the gateway stops. The queue is bounded: a slow client is dropped with a
/// position to resume from, and never holds up the others.
struct LiveFeed: Sendable {
  static let queueBound = 256
  static let heartbeat: Duration = .seconds(15)
  static let recheck: Duration = .seconds(30)

  let bus: any EventBus
  let authenticator: any Authenticator
  let policy: AccessPolicy
  let time: TimeSource
  let principal: Principal
  let filter: EventFilter
  let after: Int64?

  /// Calls `send` for each item, one after another, until the feed ends or `send` throws.
  func run(_ send: @escaping @Sendable (LiveItem) async throws -> Void) async throws {
    let (items, continuation) = AsyncStream.makeStream(
      of: LiveItem.self, bufferingPolicy: .bufferingOldest(Self.queueBound))
    // Before anything is sent, so that no change is missed in between.
    let changes = authenticator.changes()
    try await withGracefulShutdownHandler {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await pump(continuation) }
        group.addTask { await beat(continuation) }
        group.addTask { await watchAccess(continuation) }
        group.addTask { await watchChanges(changes, continuation) }
        defer { group.cancelAll() }
        for await item in items { try await send(item) }
      }
    } onGracefulShutdown: {
      continuation.yield(.end(.stopped))
      continuation.finish()
    }
  }

  private func pump(_ queue: AsyncStream<LiveItem>.Continuation) async {
    var last = after
    do {
      for try await event in bus.subscribe(filter, after: after) {
        if case .dropped = queue.yield(.event(event)) {
          return end(queue, .tooSlow(resumeAfter: last))
        }
        last = event.position ?? last
      }
      end(queue, .stopped)
    } catch SubscriptionEnded.tooSlow(let position) {
      end(queue, .tooSlow(resumeAfter: position ?? last))
    } catch SubscriptionEnded.expired(let newest) {
      end(queue, .expired(newest: newest))
    } catch {
      end(queue, .tooSlow(resumeAfter: last))
    }
  }

  /// After a dropped item the queue is full; what it holds is sent first, then it ends. The client that comes
  /// back with the id of its last event misses nothing.
  private func end(_ queue: AsyncStream<LiveItem>.Continuation, _ end: LiveEnd) {
    queue.yield(.end(end))
    queue.finish()
  }

  private func beat(_ queue: AsyncStream<LiveItem>.Continuation) async {
    while (try? await time.sleep(Self.heartbeat)) != nil { queue.yield(.heartbeat) }
  }

  /// Proofs also end by themselves, so the caller is asked again once in a while.
  private func watchAccess(_ queue: AsyncStream<LiveItem>.Continuation) async {
    while (try? await time.sleep(Self.recheck)) != nil {
      guard await mayGoOn() else { return end(queue, .signedOut) }
    }
  }

  private func watchChanges(_ changes: AsyncStream<Void>, _ queue: AsyncStream<LiveItem>.Continuation) async {
    for await _ in changes {
      guard await mayGoOn() else { return end(queue, .signedOut) }
    }
  }

  /// A database that is away ends no feed: nobody's access has changed by that.
  private func mayGoOn() async -> Bool {
    do {
      let now = try await authenticator.renew(principal)
      return now.version == principal.version || covers(policy.scope(of: now, for: LiveRoutes.permission))
    } catch let problem as Problem where problem.kind == .unauthenticated || problem.kind == .forbidden {
      return false
    } catch {
      return true
    }
  }

  /// Whether the caller may still see every brand that this feed shows.
  private func covers(_ scope: BrandScope?) -> Bool {
    switch (scope, filter.brands) {
    case (.all, _): true
    case (.only(let now), .only(let shown)): now.isSuperset(of: shown)
    default: false
    }
  }
}

import Database
import Kernel
import TestKit
import Testing

@Suite struct ListenerTests {
  @Test("a notification arrives, and after a broken connection the listener says that it listens again")
  func reconnects() async throws {
    try await TestDatabase.with { (database) async throws in
      let listener = Listener(
        url: database.url(.worker), channels: ["bell", "odd \"name\""], reactor: database.reactor, logger: .quiet)
      var events = listener.events().makeAsyncIterator()
      #expect(await events.next() == .listening)
      try await database.asSuperuser { connection in
        _ = try await connection.rows("SELECT pg_notify('bell', 'one'), pg_notify('odd \"name\"', 'two')")
        #expect(await events.next() == .notification(channel: "bell", payload: "one"))
        #expect(await events.next() == .notification(channel: "odd \"name\"", payload: "two"))
        _ = try await connection.rows(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'starling listen' AND datname = current_database()"
        )
        #expect(await events.next() == .listening)
        _ = try await connection.rows("SELECT pg_notify('bell', 'three')")
        #expect(await events.next() == .notification(channel: "bell", payload: "three"))
      }
      await listener.stop()
      #expect(await events.next() == nil)
      await listener.stop()
    }
  }

  @Test("a listener that was stopped before it began gives an empty stream")
  func stopped() async throws {
    try await TestDatabase.with { (database) async throws in
      let listener = Listener(url: database.url(.worker), channels: ["bell"], reactor: database.reactor, logger: .quiet)
      await listener.stop()
      var events = listener.events().makeAsyncIterator()
      #expect(await events.next() == nil)
    }
  }
}

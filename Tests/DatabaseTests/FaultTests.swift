import Database
import Dispatch
import Foundation
import Kernel
import TestKit
import Testing

/// What happens when a task, a connection or the server goes away.
@Suite struct FaultTests {
  @Test("a cancelled task ends at once, the server stops working for it, and the connection serves the next")
  func cancellation() async throws {
    try await withNotes(configure: { $0.pool.maximum = 1 }) { (database) async throws in
      let before = try await database.app.first(Notes.backend)
      let task = Task { try await database.app.execute(Notes.sleep, 60) }
      try await database.waitForSleeper()
      task.cancel()
      let clock = ContinuousClock()
      let took = await clock.measure { _ = await task.result }
      #expect(took < .seconds(5))
      await #expect(throws: DatabaseError.cancelled) { try await task.value }
      #expect(try await database.app.first(Notes.backend) == before)
    }
  }

  @Test("cancelling inside a transaction rolls it back and gives the connection back")
  func cancelledTransaction() async throws {
    try await withNotes(configure: { $0.pool.maximum = 1 }) { (database) async throws in
      let acme = try await database.makeTenant()
      let task = Task {
        try await database.app.transaction(as: acme) { transaction in
          try await transaction.execute(Notes.insert, Notes.New(text: "lost"))
          try await transaction.execute(Notes.sleep, 60)
        }
      }
      try await database.waitForSleeper()
      task.cancel()
      await #expect(throws: DatabaseError.cancelled) { try await task.value }
      #expect(try await database.app.query(Notes.texts, as: acme) == [])
    }
  }

  @Test("a task that is cancelled before it begins sends nothing")
  func cancelledBefore() async throws {
    try await withNotes { (database) async throws in
      let acme = try await database.makeTenant()
      let task = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        try await database.app.execute(Notes.insert, Notes.New(text: "never"), as: acme)
      }
      await #expect(throws: DatabaseError.cancelled) { try await task.value }
      #expect(try await database.app.query(Notes.texts, as: acme) == [])
    }
  }

  @Test("a statement that runs too long is ended by the server and had no effect")
  func statementTimeout() async throws {
    try await withNotes(configure: {
      $0.pool.maximum = 1
      $0.statementTimeout = .milliseconds(100)
    }) { (database) async throws in
      await #expect(throws: DatabaseError.timeout) { try await database.app.execute(Notes.sleep, 60) }
      #expect(try await database.app.first(Notes.one) == 1)
    }
  }

  @Test("an answer that came in time counts, however late its task has its next turn")
  func lateTurn() async throws {
    try await withNotes(configure: {
      $0.statementTimeout = .milliseconds(150)
      $0.networkGrace = .milliseconds(50)
    }) { (database) async throws in
      #expect(try await database.app.first(Notes.one) == 1)
      let busy = BusyExecutor(delay: 0.5)
      for _ in 0..<3 {
        let one = try await withTaskExecutorPreference(busy) { try await database.app.first(Notes.one) }
        #expect(one == 1)
      }
    }
  }

  @Test("a server that falls silent is given up at the statement's own time, however long connecting may take")
  func silent() async throws {
    try await withNotes(configure: {
      $0.pool.maximum = 1
      $0.connectTimeout = .seconds(60)
      $0.statementTimeout = .milliseconds(200)
      $0.networkGrace = .milliseconds(100)
    }) { (database) async throws in
      let backend = try #require(try await database.app.first(Notes.backend))
      kill(Int32(backend), SIGSTOP)
      defer { kill(Int32(backend), SIGCONT) }
      let began = TimeSource.system.monotonic()
      // Reading can be repeated on another connection.
      #expect(try await database.app.first(Notes.one) == 1)
      #expect(TimeSource.system.monotonic() - began < .seconds(30))
    }
  }

  @Test("a full pool keeps tasks waiting in order, and says so after the acquire timeout")
  func exhaustion() async throws {
    try await withNotes(configure: {
      $0.pool.maximum = 1
      $0.pool.acquireTimeout = .milliseconds(200)
    }) { (database) async throws in
      let holder = Task { try await database.app.execute(Notes.sleep, 60) }
      try await database.waitForSleeper()
      await #expect(throws: DatabaseError.poolExhausted) { try await database.app.first(Notes.one) }
      holder.cancel()
      _ = await holder.result
      #expect(try await database.app.first(Notes.one) == 1)
      #expect(database.app.health.waiting == 0)
    }
  }

  @Test("a hundred tasks share two connections")
  func sharing() async throws {
    try await withNotes(configure: { $0.pool.maximum = 2 }) { (database) async throws in
      let backends = try await withThrowingTaskGroup(of: Int?.self) { group in
        for _ in 0..<100 { group.addTask { try await database.app.first(Notes.backend) } }
        return try await group.reduce(into: Set<Int?>()) { $0.insert($1) }
      }
      #expect(backends.count <= 2)
    }
  }

  @Test("a backend killed between statements is replaced without anybody noticing")
  func killedIdle() async throws {
    try await withNotes(configure: { $0.pool.maximum = 1 }) { (database) async throws in
      let acme = try await database.makeTenant()
      for text in ["one", "two", "three"] {
        let backend = try #require(try await database.app.first(Notes.backend))
        try await database.asSuperuser { _ = try await $0.rows("SELECT pg_terminate_backend(\(backend), 5000)") }
        try await database.app.execute(Notes.insert, Notes.New(text: text), as: acme)
      }
      #expect(try await database.app.query(Notes.texts, as: acme) == ["one", "two", "three"])
    }
  }

  @Test("a backend killed inside a transaction undoes it and says that trying again is safe")
  func killedInTransaction() async throws {
    try await withNotes(configure: { $0.pool.maximum = 1 }) { (database) async throws in
      let acme = try await database.makeTenant()
      let error = await #expect(throws: DatabaseError.self) {
        try await database.app.transaction(as: acme) { transaction in
          try await transaction.execute(Notes.insert, Notes.New(text: "lost"))
          let backend = try await transaction.first(Notes.backend) ?? 0
          try await database.asSuperuser { _ = try await $0.rows("SELECT pg_terminate_backend(\(backend))") }
          try await transaction.execute(Notes.insert, Notes.New(text: "lost too"))
        }
      }
      #expect(error?.isRetryable == true)
      #expect(try await database.app.query(Notes.texts, as: acme) == [])
    }
  }

  @Test(
    "Postgres restarted or crashed in the middle is a delay: what waits goes on when it is back",
    arguments: [SIGINT, SIGQUIT])
  func restart(_ signal: Int32) async throws {
    let cluster = try await PostgresCluster.start()
    let reactor = try Reactor()
    let url = cluster.url(database: "postgres", user: "postgres")
    let database = Database(
      DatabaseSettings(url: url, role: .owner, pool: PoolLimits(maximum: 2, acquireTimeout: .seconds(20))),
      reactor: reactor, logger: .quiet)
    try await database.start()
    #expect(try await database.first(Notes.one) == 1)
    let waiting = Task { () -> Int? in
      try await cluster.restart(signal) {
        let asked = Task { try await database.first(Notes.one) }
        try await until { database.health.waiting > 0 }
        Task { _ = await asked.result }
      }
      return try await database.first(Notes.one)
    }
    #expect(try await waiting.value == 1)
    #expect(database.health.lastFailure == nil)
    await database.close()
    await cluster.stop()
  }

  @Test("a server that is not there is an error at the start, and a delay of the acquire timeout later")
  func absent() async throws {
    let reactor = try Reactor()
    let url = Redacted("host=/var/tmp/no-such-folder dbname=x user=y")
    let database = Database(
      DatabaseSettings(url: url, role: .app, pool: PoolLimits(acquireTimeout: .milliseconds(100))), reactor: reactor,
      logger: .quiet)
    let start = await #expect(throws: DatabaseError.self) { try await database.start() }
    #expect(start?.problem.kind == .unavailable)
    let later = await #expect(throws: DatabaseError.self) { try await database.first(Notes.one) }
    #expect(later?.problem.kind == .unavailable)
    await database.close()
    await database.close()
  }

  @Test("a closed pool refuses, and closing waits for what runs")
  func closing() async throws {
    try await withNotes { (database) async throws in
      let own = database.database(.app)
      try await own.start()
      let running = Task { try await own.execute(Notes.sleep, 0.2) }
      try await database.waitForSleeper()
      await own.close()
      _ = try await running.value
      await #expect(throws: DatabaseError.self) { try await own.first(Notes.one) }
    }
  }
}

extension TestDatabase {
  /// Returns once a backend of this database is inside `pg_sleep`.
  func waitForSleeper() async throws {
    try await asSuperuser { connection in
      let sql = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'"
      try await until { try await !connection.rows(sql).isEmpty }
    }
  }
}

/// Gives each part of a task its turn so many seconds late, as a machine does that has more to do than cores.
private final class BusyExecutor: TaskExecutor {
  private let queue = DispatchQueue(label: "busy", attributes: .concurrent)
  private let delay: Double

  init(delay: Double) { self.delay = delay }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.asyncAfter(deadline: .now() + delay) { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}

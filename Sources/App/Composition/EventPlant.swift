package import Bus
package import Contracts
import Database
package import Jobs
import Kernel
import Logging
package import ServiceLifecycle

/// Jobs and events of one process: the bell between processes, the bus, the outbox's leader and the
/// connections they keep for themselves.
package struct EventPlant: Sendable {
  package let doorbell: Doorbell
  package let bus: InProcessBus
  private let outbox: OutboxLeader
  private let bellDatabase: Database
  private let listener: Listener

  /// Reaches nothing yet: `open` does.
  package init(
    _ ground: Groundwork, _ tools: Tools, observe: @escaping @Sendable ([StoredEvent]) -> Void = { _ in }
  ) {
    let (time, random, ids, logger) = (tools.time, tools.random, tools.ids, tools.logger)
    var settings = ground.databases.worker.settings
    settings.pool = PoolLimits(minimum: 1, maximum: 1)
    settings.applicationName = "starling bell"
    bellDatabase = Database(settings, reactor: ground.reactor, time: time, random: random, logger: logger)
    listener = Listener(
      url: ground.urls.listen, channels: [Doorbell.channel], reactor: ground.reactor, time: time, random: random,
      logger: logger)
    doorbell = Doorbell(bellDatabase, listener: listener, time: time, ids: ids, logger: logger)
    doorbell.attach(to: ground.databases.app, ground.databases.worker)
    bus = InProcessBus(
      ground.databases.worker, doorbell: doorbell, time: time, logger: logger, observe: observe)
    outbox = OutboxLeader(ground.databases.worker, doorbell: doorbell, time: time, ids: ids, logger: logger)
  }

  /// Opens the bell's own connection.
  package func open() async throws { try await bellDatabase.start() }

  /// In the order of their start; they stop in the opposite one.
  package var services: [any Service] { [doorbell, bus, outbox] }

  package func close() async {
    await listener.stop()
    await bellDatabase.close()
  }
}

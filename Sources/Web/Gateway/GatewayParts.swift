package import Contracts
package import Crypto
package import Database
package import Kernel
package import Logging
package import Stores
package import Telemetry

/// What the gateway works with. `App` wires it; tests wire less.
package struct GatewayParts: Sendable {
  package var database: Database?
  package var authenticator: any Authenticator
  package var policy: AccessPolicy
  package var counters: any Counters
  /// Nil leaves out `/v1/events`.
  package var bus: (any EventBus)?
  package var shell: (any ShellProvider)?
  package var assets: StaticAssets
  /// Signs cursors and CSRF tokens: 32 bytes from the vault, the same in every gateway process.
  package var signingKey: SymmetricKey
  package var time: TimeSource
  package var ids: IDSource
  package var random: RandomSource
  package var logger: Logger
  package var checks: [ReadinessCheck]
  /// Counts availability and speed; nil leaves out `/v1/slo`.
  package var objectives: ObjectiveRecorder?

  package init(
    database: Database?, authenticator: any Authenticator, policy: AccessPolicy, counters: any Counters,
    bus: (any EventBus)?, shell: (any ShellProvider)?, assets: StaticAssets, signingKey: SymmetricKey,
    time: TimeSource = .system,
    ids: IDSource = .system, random: RandomSource = .system, logger: Logger,
    checks: [ReadinessCheck] = [], objectives: ObjectiveRecorder? = nil
  ) {
    self.database = database
    self.authenticator = authenticator
    self.policy = policy
    self.counters = counters
    self.bus = bus
    self.shell = shell
    self.assets = assets
    self.signingKey = signingKey
    self.time = time
    self.ids = ids
    self.random = random
    self.logger = logger
    self.checks = checks
    self.objectives = objectives
  }
}

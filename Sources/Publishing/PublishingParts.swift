package import Contracts
import Database
package import Kernel
package import Logging
package import Platforms
package import Text

/// What the acts of this module work with. Made once by the composition root.
package struct PublishingParts: Sendable {
  package var platforms: PlatformRegistry
  package var contents: any PostContents
  package var audit: any AuditTrail
  package var notifier: any Notifier
  package var seal: CredentialSeal
  package var mark: LedgerMark
  package var zones: Zones
  package var rules: PlatformRules
  package var times: LedgerTimes
  package var slots: PlatformSlots
  /// Base URLs of the sandbox of this installation: an account there is a rehearsal.
  package var sandbox: @Sendable () -> Set<String>
  package var time: TimeSource
  package var random: RandomSource
  package var ids: IDSource
  package var kill: KillSwitch
  package var log: Logger

  package init(
    platforms: PlatformRegistry, contents: any PostContents, audit: any AuditTrail, notifier: any Notifier,
    seal: CredentialSeal, mark: LedgerMark, rules: PlatformRules, zones: Zones = Zones(),
    times: LedgerTimes = LedgerTimes(),
    slots: PlatformSlots = PlatformSlots(),
    sandbox: @escaping @Sendable () -> Set<String> = { [] }, time: TimeSource = .system, random: RandomSource = .system,
    ids: IDSource = .system, kill: KillSwitch = .off, log: Logger = Logger(label: "publishing")
  ) {
    self.platforms = platforms
    self.contents = contents
    self.audit = audit
    self.notifier = notifier
    self.seal = seal
    self.mark = mark
    self.zones = zones
    self.rules = rules
    self.times = times
    self.slots = slots
    self.sandbox = sandbox
    self.time = time
    self.random = random
    self.ids = ids
    self.kill = kill
    self.log = log
  }

  func client(_ platform: String) throws -> any PlatformClient {
    guard let client = platforms[platform] else {
      throw Problem(.conflict, "Posts for \(platform) stop at ready here: copy the text and publish it there yourself.")
    }
    return client
  }
}

package import Kernel
package import Logging

/// Time, chance, identifiers and the log: what nearly everything is made with.
package struct Tools: Sendable {
  package var time: TimeSource
  package var random: RandomSource
  package var ids: IDSource
  package var logger: Logger

  package init(time: TimeSource = .system, random: RandomSource = .system, ids: IDSource = .system, logger: Logger) {
    self.time = time
    self.random = random
    self.ids = ids
    self.logger = logger
  }
}

package enum Version {
  package static let current = "0.1.0"
}

import Accounts
import Database
import Foundation
package import Kernel
import Logging

/// `starling audit verify`: beside a running Starling, or on its own. Changes nothing.
package struct AuditVerifyRun: Sendable {
  private let flags: [Setting.Name: String]
  private let org: String?
  private let json: Bool

  /// - Parameter org: nil checks all of them.
  package init(flags: [Setting.Name: String], org: String?, json: Bool) {
    self.flags = flags
    self.org = org
    self.json = json
  }

  /// False when something is wrong.
  package func run() async throws -> Bool {
    let org = try Self.id(org)
    let config = try Config.load(RawConfig.fromProcess(flags: flags))
    try RootRights.giveUp(config)
    let logger = try Bootstrap.run(level: .error, time: .system).logger
    let ground = try await Groundwork.lay(
      config, schema: .leave, time: .system, random: .system, logger: logger)
    do {
      let report = try await report(ground, org, logger)
      await ground.close()
      if json { try Console.say(json: report) } else { for line in report.lines { Console.say(line) } }
      return report.intact
    } catch {
      await ground.close()
      throw error
    }
  }

  /// The schema is read as it stands. Where this program is too new for that, it says so.
  private func report(_ ground: Groundwork, _ org: OrgID?, _ logger: Logger) async throws -> AuditReport {
    let outstanding = try await ground.outstanding()
    do { return try await AuditCheck(ground, Tools(logger: logger)).report(on: org) } catch let error as DatabaseError {
      guard let first = outstanding.first else { throw error }
      throw Problem(
        .conflict,
        "An older Starling wrote this database (\(first) has not been applied). Verify it with that one, or start this "
          + "one first, which migrates it.")
    }
  }

  private static func id(_ text: String?) throws -> OrgID? {
    guard let text else { return nil }
    guard let id = OrgID(text) else { throw Problem.invalid("--org", "An organisation's id starts with org_.") }
    return id
  }
}

import Kernel
import Logging

/// `starling doctor`: one line for each check.
package struct DoctorRun: Sendable {
  private let flags: [Setting.Name: String]
  private let json: Bool

  package init(flags: [Setting.Name: String], json: Bool) {
    self.flags = flags
    self.json = json
  }

  /// False when something will not work.
  package func run() async throws -> Bool {
    let config = try Config.load(RawConfig.fromProcess(flags: flags))
    let bootstrap = try Bootstrap.run(level: .error, time: .system)
    let findings = try await Doctor(config, time: .system, logger: bootstrap.logger).findings()
    if json { try Console.say(json: findings) } else { for finding in findings { Console.say(finding.line) } }
    return !findings.contains { $0.level == .fault }
  }
}

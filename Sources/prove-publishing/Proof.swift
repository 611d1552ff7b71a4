import Database
import Foundation
import Kernel
import Platforms
import Publishing
import Sandbox
import TestKit
import Transport

/// One run: scene, kills, restore, clone, calm, judgement.
struct Proof {
  let plan: ProofPlan
  let executable: URL

  init(_ plan: ProofPlan, executable: URL) {
    self.plan = plan
    self.executable = executable
  }

  func run() async throws -> ProofVerdict {
    var options = SandboxOptions()
    options.noise = PeopleNoise(seed: plan.seed, rate: plan.noise)
    let sandbox = try Sandbox(options)
    _ = try await sandbox.start()
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("prove-\(IDSource.system.ulid())")
    do {
      let verdict = try await TestDatabase.with { database in
        try await ProofStage(plan, executable, database, sandbox, folder).run()
      }
      await sandbox.stop()
      try? FileManager.default.removeItem(at: folder)
      return verdict
    } catch {
      await sandbox.stop()
      try? FileManager.default.removeItem(at: folder)
      throw error
    }
  }
}

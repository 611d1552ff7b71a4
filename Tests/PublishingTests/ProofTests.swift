import Foundation
import Testing

@testable import prove_publishing

@Suite("The publishing proof")
struct ProofTests {
  /// The short cut of `make prove-publishing`: the same run with sixty publishes on each platform.
  @Test("holds for sixty publishes on each platform with every fault, every kill, a restore and a clone")
  func short() async throws {
    let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    let verdict = try await Proof(
      ProofPlan(seed: 7, count: 60), executable: folder.appendingPathComponent("prove-publishing")
    ).run()
    #expect(verdict.holds, "\(verdict)")
    #expect(verdict.kills >= 11)
  }
}

import Foundation
import Jobs
import TestKit
import Testing

@Suite("Killed workers", .serialized, .timeLimit(.minutes(2)))
struct CrashTests {
  /// `jobs-crashtest prove` does 200 with the lease of 15 s.
  @Test("after ten kills -9 each job has its effect once and started again within the lease")
  func kills() async throws {
    let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      .appending(path: "jobs-crashtest")
    let proof = CrashProof(kills: 10, lease: .seconds(3), program: program)
    let report = try await TestDatabase.with { try await proof.run(on: $0) }
    #expect(report.interrupted > 0)
    #expect(report.lost == 0)
    #expect(report.doubled == 0)
    #expect(report.late == 0, "the slowest began again after \(report.slowestRestartMs) ms")
  }
}

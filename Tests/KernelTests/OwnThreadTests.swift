import Foundation
import TestTraits
import Testing

@Suite("Tests that compute", .ownThread)
struct OwnThreadTests {
  @Test("go on while every thread of the pool is held, also after they have waited")
  func pool() async {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let (held, release) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let holders = (0..<cores).map { _ in
      Task.detached {
        held.signal()
        release.waitForHolder()
      }
    }
    await Task.yield()
    let all = (0..<cores).allSatisfy { _ in held.wait(.seconds(30)) }
    for _ in holders { release.signal() }
    #expect(all, "with a thread of the pool taken by this test, one of \(cores) holders got none")
    for holder in holders { await holder.value }
  }
}

extension DispatchSemaphore {
  /// Holding the thread is what is wanted here, which `wait()` refuses in an asynchronous function.
  fileprivate func waitForHolder() { wait() }
  fileprivate func wait(_ most: DispatchTimeInterval) -> Bool { wait(timeout: .now() + most) == .success }
}

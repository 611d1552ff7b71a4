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
        return release.comes()
      }
    }
    await Task.yield()
    let all = (0..<cores).allSatisfy { _ in held.comes() }
    for _ in holders { release.signal() }
    #expect(all, "with a thread of the pool taken by this test, one of \(cores) holders got none")
    for holder in holders {
      #expect(await holder.value, "this test went on only when a holder had let go of its thread")
    }
  }
}

extension DispatchSemaphore {
  /// Holds the thread, for some seconds at most.
  fileprivate func comes() -> Bool { wait(timeout: .now() + .seconds(20)) == .success }
}

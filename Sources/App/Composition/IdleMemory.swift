import CSupport
import Kernel
import ServiceLifecycle
import Studio

/// Gives memory back to the system once nothing is being written: what was read and composed lately takes some
/// megabytes, and posts are written now and then.
struct IdleMemory: Service {
  private static let rest = Duration.seconds(30)
  let studio: StudioParts
  let time: TimeSource

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while (try? await time.sleep(Self.rest)) != nil {
        if studio.forgetUnused() { starling_give_memory_back() }
      }
    }
  }
}

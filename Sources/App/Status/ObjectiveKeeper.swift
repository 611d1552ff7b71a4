import Foundation
import Jobs
import Kernel
import Logging
import ServiceLifecycle
import Telemetry

/// Carries the objectives over a restart: writes them down each minute and at the end.
struct ObjectiveKeeper: Service {
  private let file: URL
  private let recorder: ObjectiveRecorder
  private let watch: ObjectiveWatch
  private let time: TimeSource
  private let logger: Logger

  init(_ data: DataFolder, _ recorder: ObjectiveRecorder, _ watch: ObjectiveWatch, time: TimeSource, logger: Logger) {
    file = data.run.appendingPathComponent("objectives.json")
    self.recorder = recorder
    self.watch = watch
    self.time = time
    self.logger = logger
  }

  /// What the process before has counted. A file that cannot be read begins anew.
  func restore() {
    guard let data = FileManager.default.contents(atPath: file.path) else { return }
    do { try recorder.restore(data) } catch {
      logger.warning("the counts of the objectives begin anew", metadata: ["error": "\(error)"])
    }
  }

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        do { try await time.sleep(.seconds(60)) } catch { break }
        watch.expire(time.now())
        save()
      }
    }
    save()
  }

  func save() {
    do { try PrivateFile.write(recorder.saved(), to: file) } catch {
      logger.warning("the objectives could not be written down", metadata: ["error": "\(error)"])
    }
  }
}

import Foundation
import Kernel

/// The note in the data folder that says which process a service is, so that the next start can end
/// one that outlived us, and leave alone a stranger that has its number now.
struct ProcessRecord: Sendable {
  let file: URL

  init(folder: URL, service: String) { file = folder.appendingPathComponent(service + ".process.json") }

  func write(pid: Int32) {
    guard let identity = ProcessIdentity(pid: pid), let data = try? JSONEncoder().encode(identity) else { return }
    try? data.write(to: file, options: .atomic)
  }

  func remove() { try? FileManager.default.removeItem(at: file) }

  /// The recorded process, if it is still the same one.
  var survivor: ProcessIdentity? {
    guard let data = try? Data(contentsOf: file),
      let identity = try? JSONDecoder().decode(ProcessIdentity.self, from: data), identity.isAlive
    else { return nil }
    return identity
  }

  /// Asks the survivor to stop, and ends it when it has not after `grace`.
  func endSurvivor(signal: Int32, grace: Duration, time: TimeSource) async throws {
    guard let survivor else { return }
    kill(survivor.pid, signal)
    let deadline = time.monotonic() + grace
    while survivor.isAlive && time.monotonic() < deadline { try await time.sleep(.milliseconds(20)) }
    if survivor.isAlive { kill(survivor.pid, SIGKILL) }
    while survivor.isAlive { try await time.sleep(.milliseconds(20)) }
  }
}

package import Foundation
import Kernel

/// Everything that one Starling keeps, except its keys:
///
///     postgres/18/   the embedded cluster          logs/   of the services
///     blobs/         media and reports             run/    sockets, locks, process records, addresses
///     sandbox/       what the sandbox remembers    audit/  the audit trail's anchors
package struct DataFolder: Sendable {
  package let root: URL

  package init(_ path: String) {
    root = URL(fileURLWithPath: path, isDirectory: true).standardizedFileURL
  }

  package var postgres: URL { root.appendingPathComponent("postgres", isDirectory: true) }
  package var logs: URL { root.appendingPathComponent("logs", isDirectory: true) }
  package var run: URL { root.appendingPathComponent("run", isDirectory: true) }
  package var blobs: URL { root.appendingPathComponent("blobs", isDirectory: true) }
  package var audit: URL { root.appendingPathComponent("audit", isDirectory: true) }

  /// What is left on the disk that holds it, or would hold it, in bytes. Throws when nobody may look.
  package func freeBytes() throws -> Int64 {
    var place = root
    while !FileManager.default.fileExists(atPath: place.path), place.path != "/" { place.deleteLastPathComponent() }
    var status = statvfs()
    guard statvfs(place.path, &status) == 0 else {
      throw Problem(.unavailable, "\(place.path) cannot be looked at: \(SystemError.last).")
    }
    return Int64(status.f_bavail) * Int64(status.f_frsize)
  }

  /// Creates what is missing, closed to everyone but its owner.
  package func create(owner: Account?) throws {
    for folder in [root, postgres, logs, run, blobs, audit] { try Self.makePrivate(folder, owner: owner) }
  }

  package static func makePrivate(_ folder: URL, owner: Account?) throws {
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw Problem(
        .unavailable, "Cannot create the folder \(folder.path): \(SystemError.last). Name another with --data.")
    }
    if let owner { try owner.own(folder.path) }
  }
}

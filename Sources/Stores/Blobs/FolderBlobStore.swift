import Dispatch
package import Foundation
import Kernel

/// Blobs as files. Each is written beside its place, synced and renamed, so a crash leaves no half blob.
package struct FolderBlobStore: BlobStore {
  private let folder: URL
  private let ids: IDSource
  private let queue = DispatchQueue(label: "starling.blobs", attributes: .concurrent)

  package init(folder: URL) { self.init(folder: folder, ids: .system) }

  init(folder: URL, ids: IDSource) {
    self.folder = folder
    self.ids = ids
  }

  package func put(_ bytes: [UInt8], at path: BlobPath) async throws {
    let target = file(path)
    let part = target.deletingLastPathComponent().appendingPathComponent(".part-" + ids.ulid())
    try await blocking {
      if let old = FileManager.default.contents(atPath: target.path) {
        guard old == Data(bytes) else { throw Problem(.conflict, "There is another file at this place already.") }
        return
      }
      try write(Data(bytes), to: part, then: target)
    }
  }

  package func get(_ path: BlobPath) async throws -> [UInt8] {
    let target = file(path)
    return try await blocking {
      guard let data = FileManager.default.contents(atPath: target.path) else { throw Problem.notFound("file") }
      return [UInt8](data)
    }
  }

  package func deleteAll(in folder: BlobPath) async throws { try await delete(folder) }

  package func delete(_ path: BlobPath) async throws {
    let target = file(path)
    try await blocking {
      if FileManager.default.fileExists(atPath: target.path) { try FileManager.default.removeItem(at: target) }
    }
  }

  private func file(_ path: BlobPath) -> URL { folder.appendingPathComponent(path.value) }

  private func write(_ data: Data, to part: URL, then target: URL) throws {
    do {
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      try data.write(to: part)
      let handle = try FileHandle(forUpdating: part)
      try handle.synchronize()
      try handle.close()
      try FileManager.default.moveItem(at: part, to: target)
    } catch {
      try? FileManager.default.removeItem(at: part)
      throw Problem(.unavailable, "The file could not be stored. The disk may be full.")
    }
  }

  private func blocking<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result { try work() }) }
    }
  }
}

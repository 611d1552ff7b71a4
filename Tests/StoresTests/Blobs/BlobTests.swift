import Foundation
import Kernel
import Testing

@testable import Stores

@Suite struct BlobTests {
  @Test(
    "a path cannot leave the store",
    arguments: ["../x", "a/../b", "/etc/passwd", "a//b", "", "a/.hidden", "a/b\u{0}", "A/b", "a\\b", "a/ b"])
  func badPaths(_ path: String) { #expect(BlobPath(path) == nil) }

  @Test("a blob is kept as it is, never changed, and gone after deleting")
  func keep() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("blobs-" + IDSource.system.ulid())
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = FolderBlobStore(folder: folder)
    let path = try #require(BlobPath("org_1/logo.png"))
    try await store.put([1, 2, 3], at: path)
    try await store.put([1, 2, 3], at: path)
    #expect(try await store.get(path) == [1, 2, 3])
    await #expect(throws: Problem.self) { try await store.put([4], at: path) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/org_1") == ["logo.png"])
    try await store.delete(path)
    try await store.delete(path)
    await #expect(throws: Problem.notFound("file")) { try await store.get(path) }
  }
}

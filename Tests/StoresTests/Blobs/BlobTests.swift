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

  @Test("all blobs of an org go at once, and no other's")
  func deleteAll() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("blobs-" + IDSource.system.ulid())
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = FolderBlobStore(folder: folder)
    let paths = ["org_1/logo.png", "org_1/reports/a.csv", "org_12/logo.png"].compactMap(BlobPath.init)
    for path in paths { try await store.put([1], at: path) }
    let org = try #require(BlobPath("org_1"))
    try await store.deleteAll(in: org)
    try await store.deleteAll(in: org)
    for path in paths.prefix(2) { await #expect(throws: Problem.notFound("file")) { try await store.get(path) } }
    #expect(try await store.get(paths[2]) == [1])
  }
}

import Foundation
import Kernel
import Testing

@testable import App

@Suite("Data folder")
struct DataFolderTests {
  private let folder = TemporaryFolder()

  @Test("a second Starling on the same folder is refused, and told which process holds it")
  func lockedOnce() throws {
    let data = DataFolder(folder.url.path)
    try data.create(owner: nil)
    let lock = try FolderLock(data)
    let problem = #expect(throws: Problem.self) { try FolderLock(data) }
    #expect(problem?.kind == .conflict)
    #expect(problem?.detail.contains("process \(getpid())") == true)
    lock.release()
    lock.release()
    _ = try FolderLock(data)
  }

  @Test("every folder is closed to others")
  func closed() throws {
    let data = DataFolder(folder.url.appendingPathComponent("new").path)
    try data.create(owner: nil)
    for folder in [data.root, data.postgres, data.logs, data.run, data.blobs] {
      let mode = try FileManager.default.attributesOfItem(atPath: folder.path)[.posixPermissions] as? Int
      #expect(mode == 0o700, "\(folder.path)")
    }
  }

  @Test("a path that cannot be a folder is named with the way out")
  func impossible() throws {
    let file = folder.url.appendingPathComponent("file")
    try Data().write(to: file)
    let problem = #expect(throws: Problem.self) {
      try DataFolder(file.appendingPathComponent("x").path).create(owner: nil)
    }
    #expect(problem?.detail.contains("--data") == true)
  }

  @Test("logs beyond the limit are cut, and three older ones are kept")
  func rotation() throws {
    let log = folder.url.appendingPathComponent("postgres.log")
    var rotation = LogRotation(folder: folder.url)
    rotation.limit = 10
    for round in 1...5 {
      try Data("round \(round) is long".utf8).write(to: log)
      try rotation.rotate()
    }
    #expect(try Data(contentsOf: log).isEmpty)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
    #expect(names == ["postgres.log", "postgres.log.1", "postgres.log.2", "postgres.log.3"])
    #expect(try String(contentsOf: log.appendingPathExtension("3"), encoding: .utf8) == "round 3 is long")
  }
}

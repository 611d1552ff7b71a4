import Foundation
import TestKit
import Testing

@testable import App

@Suite("The scripts")
struct ScriptTests {
  /// What `needs_swift` says where `swift --version` says this; nil where it is content.
  private func refusal(of version: String?) async throws -> String? {
    let folder = TemporaryFolder()
    for name in ["sed", "head", "sort", "printf", "id", "sh"] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.url.appendingPathComponent(name).path, withDestinationPath: "/usr/bin/\(name)")
    }
    if let version {
      let swift = folder.url.appendingPathComponent("swift")
      try Data("#!/bin/sh\necho '\(version)'\n".utf8).write(to: swift)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: swift.path)
    }
    var tool = Tool(executable: "/bin/sh", arguments: ["-c", "PATH=\(folder.url.path); . scripts/lib.sh; needs_swift"])
    tool.folder = Checkout.root.path
    let output = try await tool.run()
    return output.succeeded ? nil : output.errors
  }

  @Test("a Swift that is missing, too old or silent is named with what to install; a newer one is taken")
  func swiftVersion() async throws {
    #expect(try await refusal(of: nil)?.contains("there is no Swift compiler: install Swift 6.3") == true)
    let old = try await refusal(of: "Swift version 6.1.2 (swift-6.1.2-RELEASE)")
    #expect(old?.contains("this is Swift 6.1.2, which is too old: install Swift 6.3") == true)
    #expect(try await refusal(of: "not a compiler")?.contains("names no version") == true)
    for version in ["6.3", "6.3.1", "6.10", "7.0.1"] {
      #expect(try await refusal(of: "Apple Swift version \(version) (swift-\(version)-RELEASE)") == nil, "\(version)")
    }
  }
}

import Foundation
import Kernel
import Logging
import NIOSSL
import TestKit
import Testing

@testable import Web

@Suite("TLS") struct TLSTests {
  private static let request = "GET /v1/things HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer alice\r\n\r\n"

  /// A folder that goes with the test.
  private final class Folder: Sendable {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(IDSource.system.ulid())

    init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false) }
    deinit { try? FileManager.default.removeItem(at: url) }
  }

  private func files(_ made: MadeCertificate) -> TLSFiles { TLSFiles(certificate: made.certificate, key: made.key) }

  private func client(trusting made: MadeCertificate) throws -> NIOSSLContext {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.trustRoots = .file(made.certificate.path)
    return try NIOSSLContext(configuration: configuration)
  }

  @Test("answers over a certificate that the client trusts, and one that is somebody else's ends the handshake")
  func handshake() async throws {
    let folder = try Folder()
    let made = try await MadeCertificate.make(in: folder.url)
    let client = try client(trusting: made)
    try await withServer(makeGateway(), tls: files(made)) { port in
      let reply = try await Wire.with(port, tls: (client, "localhost")) { wire in
        try await wire.send(Self.request)
        return try await wire.read(until: "\"next\"")
      }
      #expect(reply.hasPrefix("HTTP/1.1 200"), "\(reply)")
      #expect(reply.lowercased().contains("strict-transport-security"), "the scheme is https: \(reply)")
      let foreign = try? await Wire.with(port, tls: (client, "bank.example")) { wire in
        try await wire.send(Self.request)
        return try await wire.read(until: "\"next\"")
      }
      #expect(foreign ?? "" == "", "nothing is said to whom the certificate is not for")
    }
  }

  @Test("a client that speaks plain HTTP gets no answer and does no harm")
  func plain() async throws {
    let folder = try Folder()
    let made = try await MadeCertificate.make(in: folder.url)
    let client = try client(trusting: made)
    try await withServer(makeGateway(), tls: files(made)) { port in
      let plain = try await Wire.with(port) { wire in
        try await wire.send(Self.request)
        return String(decoding: await wire.readToEnd(), as: UTF8.self)
      }
      #expect(!plain.contains("HTTP/1.1 2"), "\(plain)")
      let reply = try await Wire.with(port, tls: (client, "localhost")) { wire in
        try await wire.send(Self.request)
        return try await wire.read(until: "\"next\"")
      }
      #expect(reply.hasPrefix("HTTP/1.1 200"))
    }
  }

  @Test("a certificate that was replaced is used soon; one that cannot be read leaves the last good one")
  func reload() async throws {
    let folder = try Folder()
    let made = try await MadeCertificate.make(in: folder.url)
    let clock = SteppedClock()
    let certificates = try ReloadingCertificates(files(made), logger: .quiet, time: clock.time)
    let first = certificates.context
    #expect(certificates.context === first)

    _ = try await MadeCertificate.make(in: folder.url, for: "other.example")
    try touch(made, at: 1_000)
    #expect(certificates.context === first, "it looks every 10 s")
    clock.advance(by: .seconds(10))
    let second = certificates.context
    #expect(second !== first)

    try Data("no certificate".utf8).write(to: made.certificate)
    try touch(made, at: 2_000)
    clock.advance(by: .seconds(10))
    #expect(certificates.context === second)
  }

  /// Files that were written within one tick of the file system's clock have the same date.
  private func touch(_ made: MadeCertificate, at seconds: TimeInterval) throws {
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: seconds)], ofItemAtPath: made.certificate.path)
  }
}

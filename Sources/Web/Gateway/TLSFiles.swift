package import Foundation
import HummingbirdCore
import Kernel
import Logging
import NIOCore
import NIOSSL
import Synchronization

/// A certificate chain and its key, in PEM.
package struct TLSFiles: Sendable, Hashable {
  package var certificate: URL
  package var key: URL

  package init(certificate: URL, key: URL) {
    self.certificate = certificate
    self.key = key
  }
}

/// The TLS context of the newest files. New connections look at most every 10 s whether a file changed; one that
/// cannot be read is logged and the last good one stays.
final class ReloadingCertificates: Sendable {
  private struct Loaded {
    var context: NIOSSLContext
    var stamp: [Date]
    var checked: ContinuousClock.Instant
  }

  private let files: TLSFiles
  private let logger: Logger
  private let time: TimeSource
  private let interval: Duration
  private let state: Mutex<Loaded>

  init(_ files: TLSFiles, logger: Logger, time: TimeSource = .system, interval: Duration = .seconds(10)) throws {
    self.files = files
    self.logger = logger
    self.time = time
    self.interval = interval
    state = Mutex(
      Loaded(context: try Self.load(files), stamp: Self.stamp(files), checked: time.monotonic()))
  }

  var context: NIOSSLContext {
    let now = time.monotonic()
    return state.withLock { state in
      guard now - state.checked >= interval else { return state.context }
      state.checked = now
      let stamp = Self.stamp(files)
      guard stamp != state.stamp else { return state.context }
      do {
        state.context = try Self.load(files)
        state.stamp = stamp
        logger.notice("new TLS certificate in use")
      } catch {
        logger.error("the new TLS certificate cannot be used; the old one stays", metadata: ["error": "\(error)"])
      }
      return state.context
    }
  }

  private static func load(_ files: TLSFiles) throws -> NIOSSLContext {
    let chain = try NIOSSLCertificate.fromPEMFile(files.certificate.path).map {
      NIOSSLCertificateSource.certificate($0)
    }
    let key = try NIOSSLPrivateKey(file: files.key.path, format: .pem)
    var configuration = TLSConfiguration.makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key))
    configuration.minimumTLSVersion = .tlsv12
    configuration.applicationProtocols = ["http/1.1"]
    return try NIOSSLContext(configuration: configuration)
  }

  private static func stamp(_ files: TLSFiles) -> [Date] {
    [files.certificate, files.key].map { file in
      let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
      return attributes?[.modificationDate] as? Date ?? .distantPast
    }
  }
}

struct ReloadingTLSChannel: ServerChildChannel {
  let base: GatewayChannel
  let certificates: ReloadingCertificates

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<GatewayChannel.Value> {
    channel.eventLoop.makeCompletedFuture {
      try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: certificates.context))
    }.flatMap { base.setup(channel: channel, logger: logger) }
  }

  func handle(value: GatewayChannel.Value, logger: Logger) async { await base.handle(value: value, logger: logger) }
}

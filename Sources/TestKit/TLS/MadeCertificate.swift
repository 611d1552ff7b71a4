package import Foundation
import Kernel

/// A certificate of its own authority and its key, both as PEM files, made when asked for and valid for two days.
package struct MadeCertificate: Sendable {
  package let certificate: URL
  package let key: URL

  /// For one host name. Files of an earlier one in the folder are replaced.
  package static func make(in folder: URL, for host: String = "localhost") async throws -> MadeCertificate {
    let made = MadeCertificate(
      certificate: folder.appendingPathComponent("certificate.pem"), key: folder.appendingPathComponent("key.pem"))
    try await blocking {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
      process.arguments = [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
        "-subj", "/CN=\(host)", "-addext", "subjectAltName=DNS:\(host)",
        "-keyout", made.key.path, "-out", made.certificate.path,
      ]
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      guard process.terminationStatus == 0 else { throw Problem(.internal, "openssl made no certificate") }
    }
    return made
  }
}

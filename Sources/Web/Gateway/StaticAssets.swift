import Crypto
import Foundation
package import Kernel

/// The stylesheet and modules, in memory, each under an address that holds a hash of its content, so that
/// browsers keep them for a year.
package struct StaticAssets: Sendable {
  struct Asset: Sendable {
    let bytes: [UInt8]
    let mediaType: String
  }

  /// By address: `/static/starling.3f2a….css`.
  private(set) var byAddress: [String: Asset] = [:]
  private var addresses: [String: String] = [:]

  package static let names = ["starling.css", "starling.js", "live.js", "icon.svg"]

  package init(_ files: [String: [UInt8]] = [:]) {
    for (name, bytes) in files {
      let hash = SHA256.hash(data: Data(bytes)).prefix(6).map { String(Int($0) + 256, radix: 16).dropFirst() }.joined()
      let parts = name.split(separator: ".", maxSplits: 1)
      let address = "/static/\(parts[0]).\(hash).\(parts.count == 2 ? parts[1] : "bin")"
      addresses[name] = address
      byAddress[address] = Asset(bytes: bytes, mediaType: Self.mediaType(name))
    }
  }

  package static func shipped(_ folder: ResourceFolder = ResourceFolder(module: "Web")) throws -> StaticAssets {
    StaticAssets(try names.reduce(into: [:]) { files, name in files[name] = [UInt8](try folder.data(name)) })
  }

  /// The address of a file; the plain name where it is unknown, which then answers 404.
  package func url(_ name: String) -> PageURL { PageURL(stringLiteral: addresses[name] ?? "/static/" + name) }

  private static func mediaType(_ name: String) -> String {
    switch name.split(separator: ".").last {
    case "css": "text/css; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    case "svg": "image/svg+xml"
    case "woff2": "font/woff2"
    case "png": "image/png"
    default: "application/octet-stream"
    }
  }
}

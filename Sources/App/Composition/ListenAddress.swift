import Foundation

/// Where this process will listen. A port of 0 is settled before anything is built, because links that
/// are made at the start carry it.
struct ListenAddress: Sendable {
  let settings: Config.Listen
  let port: Int

  init(_ settings: Config.Listen) throws {
    self.settings = settings
    port = settings.port == 0 ? try FreePort.pick() : settings.port
  }

  /// What people type to get here, without a slash at the end.
  var baseURL: String {
    if let base = settings.baseURL?.absoluteString { return base.hasSuffix("/") ? String(base.dropLast()) : base }
    let host = settings.host == "0.0.0.0" ? "127.0.0.1" : settings.host
    return "\(settings.tls == nil ? "http" : "https")://\(host):\(port)"
  }
}

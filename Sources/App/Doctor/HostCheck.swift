import CSupport
import Foundation
import Kernel

/// Clock, disk, ports and keys of this machine.
enum HostCheck {
  static func clock(_ time: TimeSource) -> Finding {
    let year = Calendar(identifier: .gregorian).component(.year, from: time.now())
    guard (2025...2100).contains(year) else {
      return .fault(
        "clock", "The clock says the year \(year).", "Set it, and keep it right with systemd-timesyncd or chrony.")
    }
    guard starling_clock_is_kept() != 0 else {
      return .warning(
        "clock", "Nothing keeps the clock right.", "Turn on systemd-timesyncd or chrony: posts go out by this clock.")
    }
    return .good("clock", "kept right by the system")
  }

  static func disk(_ data: DataFolder) -> Finding {
    let free: Double
    do { free = Double(try data.freeBytes()) / 1e9 } catch {
      return .fault("disk", "\((error as? Problem)?.detail ?? "\(error)")", "Name another folder with --data.")
    }
    let text = String(format: "%.1f GB free for %@", free, data.root.path)
    if free < 0.3 { return .fault("disk", text, "Free some space, or name another folder with --data.") }
    if free < 2 { return .warning("disk", text, "Media and reports will need more soon.") }
    return .good("disk", text)
  }

  static func port(_ config: Config) -> Finding {
    port("port", config.listen.host, config.listen.port, config, "choose another with --port.")
  }

  /// Health, metrics and the worker's switches are served on it, to this machine alone.
  static func controlPort(_ config: Config) -> Finding {
    port("control port", "127.0.0.1", config.listen.controlPort, config, "choose another with STARLING_CONTROL_PORT.")
  }

  private static func port(
    _ check: String, _ host: String, _ port: Int, _ config: Config, _ remedy: String
  ) -> Finding {
    guard port != 0, let refusal = FreePort.refusal(host: host, port: port) else {
      return .good(check, port == 0 ? "a free one is taken" : "\(host):\(port) is free")
    }
    if (try? FolderLock(config.data)) == nil, FileManager.default.fileExists(atPath: config.data.run.path) {
      return .good(check, "\(host):\(port) is in use, and Starling is running")
    }
    return .fault(check, "\(host):\(port) cannot be listened on: \(refusal).", "Stop what uses it, or \(remedy)")
  }

  static func keys(_ config: Config) -> Finding {
    if config.keys.path == config.data.root.path || config.keys.path.hasPrefix(config.data.root.path + "/") {
      return .fault(
        "keys", "The keys lie in the data folder, so a copy of it gives everything away.",
        "Set STARLING_KEYS to a folder elsewhere.")
    }
    let mode = try? FileManager.default.attributesOfItem(atPath: config.keys.path)[.posixPermissions] as? Int
    guard let mode else { return .good("keys", "made at the first start in \(config.keys.path)") }
    guard mode & 0o077 == 0 else {
      return .fault("keys", "\(config.keys.path) is open to other accounts.", "chmod -R go= \(config.keys.path)")
    }
    return .good("keys", "\(config.keys.path), closed to others; back it up apart from the data")
  }
}

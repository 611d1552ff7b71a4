import Foundation
import Kernel

/// Where the socket lies. The kernel allows 107 bytes for its whole path, so a deep data folder gets
/// a short private folder instead.
enum SocketFolder {
  private static let socketName = ".s.PGSQL.5432"
  private static let mostBytes = 100

  static func place(in data: DataFolder) -> URL {
    guard path(of: data.run).utf8.count > mostBytes else { return data.run }
    return URL(fileURLWithPath: "/tmp/starling-\(shortName(of: data.root.path))", isDirectory: true)
  }

  static func create(_ folder: URL, owner: Account?) throws {
    guard mkdir(folder.path, 0o700) == 0 || errno == EEXIST else {
      throw Problem(.unavailable, "Cannot create \(folder.path): \(SystemError.last).")
    }
    let found = try? FileManager.default.attributesOfItem(atPath: folder.path)
    let allowed = [geteuid(), owner?.uid ?? geteuid()]
    guard let holder = (found?[.ownerAccountID] as? NSNumber)?.uint32Value, allowed.contains(holder),
      let mode = (found?[.posixPermissions] as? NSNumber)?.uint16Value, mode & 0o077 == 0
    else {
      throw Problem(
        .conflict, "\(folder.path) belongs to someone else or is open to others: remove it and start again.")
    }
    if let owner { try owner.own(folder.path) }
  }

  /// Whether something accepts connections there.
  static func answers(_ folder: URL) -> Bool {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path(of: folder).utf8)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
    defer { close(descriptor) }
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
  }

  private static func path(of folder: URL) -> String { folder.appendingPathComponent(socketName).path }

  /// FNV-1a, 64 bits: the same for the same data folder, in every process.
  private static func shortName(of path: String) -> String {
    let hash = path.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    return String(hash, radix: 36)
  }
}

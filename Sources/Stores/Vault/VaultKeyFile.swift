import Crypto
package import Foundation
package import Kernel

/// One key of the vault.
struct VaultKey: Sendable {
  let id: String
  let key: SymmetricKey
}

/// What the key file holds: the key that wraps now, those before it, and the key of the lookup hashes,
/// which never changes.
struct VaultKeys: Sendable {
  var wrapping: [VaultKey]
  var lookup: VaultKey

  var current: VaultKey? { wrapping.first }

  func key(_ id: String) -> VaultKey? { wrapping.first { $0.id == id } }
}

/// The file with the vault's keys: outside the data folder, so that a copy of the data alone opens
/// nothing; readable by its owner only; made once.
package struct VaultKeyFile: Sendable {
  package let url: URL
  private let random: RandomSource

  package init(_ url: URL, random: RandomSource = .system) {
    self.url = url
    self.random = random
  }

  /// Makes the file when there is none, and refuses one that others can read or that lies inside
  /// `dataFolder`. Throws `Problem(.internal)` that says what to do.
  package func prepare(dataFolder: URL) throws {
    let file = url.resolvingSymlinksInPath().standardizedFileURL.path
    let data = dataFolder.resolvingSymlinksInPath().standardizedFileURL.path
    guard file != data, !file.hasPrefix(data.hasSuffix("/") ? data : data + "/") else {
      throw Problem(
        .internal,
        "The vault's key file \(url.path) lies inside the data folder: a copy of the data would hold its own key. "
          + "Move the file out, for example beside the data folder.")
    }
    if !FileManager.default.fileExists(atPath: url.path) { try create() }
    _ = try read()
  }

  /// Names these keys for good: rotation does not change it. `prepare` has made the file.
  package func identity() throws(Problem) -> String { try read().lookup.id }

  func read() throws(Problem) -> VaultKeys {
    try checkPermissions()
    guard let data = FileManager.default.contents(atPath: url.path) else {
      throw Problem(.internal, "The vault's key file \(url.path) cannot be read. Without it no stored secret opens.")
    }
    return try Self.parse(String(decoding: data, as: UTF8.self), url)
  }

  /// A new key in front; those before it stay, to open what they have wrapped.
  func addKey() throws -> VaultKeys {
    var keys = try read()
    keys.wrapping.insert(newKey(), at: 0)
    try replace(keys)
    return keys
  }

  func keep(_ ids: Set<String>) throws {
    var keys = try read()
    keys.wrapping.removeAll { !ids.contains($0.id) }
    try replace(keys)
  }

  // MARK: The file

  private func create() throws {
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let text = Self.text(VaultKeys(wrapping: [newKey()], lookup: newKey()))
    let temporary = try write(text)
    defer { unlink(temporary) }
    // A link fails where the name exists, so that of two that start at once the first one's keys stay.
    guard link(temporary, url.path) == 0 || errno == EEXIST else { throw failure("cannot be made") }
  }

  private func replace(_ keys: VaultKeys) throws {
    let temporary = try write(Self.text(keys))
    guard rename(temporary, url.path) == 0 else {
      unlink(temporary)
      throw failure("cannot be replaced")
    }
  }

  private func write(_ text: String) throws(Problem) -> String {
    let suffix = random.bytes(8).map { String(format: "%02x", $0) }.joined()
    let path = url.path + "." + suffix
    let descriptor = Foundation.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure("cannot be written") }
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    guard Foundation.write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
      unlink(path)
      throw failure("cannot be written")
    }
    return path
  }

  private func checkPermissions() throws(Problem) {
    var status = stat()
    guard lstat(url.path, &status) == 0 else {
      throw Problem(.internal, "The vault's key file \(url.path) is missing. Put it back from where you keep it.")
    }
    guard status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(), status.st_mode & 0o077 == 0 else {
      throw Problem(
        .internal,
        "The vault's key file \(url.path) must be a plain file that belongs to the account Starling runs as and that "
          + "nobody else can read: chmod 600, and chown it to that account.")
    }
  }

  private func failure(_ what: String) -> Problem {
    Problem(.internal, "The vault's key file \(url.path) \(what): \(String(cString: strerror(errno))).")
  }

  private func newKey() -> VaultKey { Self.key(random.bytes(32)) }

  // MARK: Its text

  /// A key is named after itself, so that a mixed-up file is noticed.
  private static func key(_ bytes: [UInt8]) -> VaultKey {
    let key = SymmetricKey(data: bytes)
    let name = HMAC<SHA256>.authenticationCode(for: Data("starling vault key id".utf8), using: key)
    return VaultKey(id: name.prefix(8).map { String(format: "%02x", $0) }.joined(), key: key)
  }

  private static func text(_ keys: VaultKeys) -> String {
    let header =
      "# Starling's vault keys. Keep a copy apart from the backups: without this file no stored secret opens.\n"
    let wrapping = keys.wrapping.map { line("wrap", $0) }.joined()
    return header + wrapping + line("lookup", keys.lookup)
  }

  private static func line(_ kind: String, _ key: VaultKey) -> String {
    "\(kind) \(key.id) \(key.key.withUnsafeBytes { Data($0) }.base64EncodedString())\n"
  }

  private static func parse(_ text: String, _ url: URL) throws(Problem) -> VaultKeys {
    var wrapping: [VaultKey] = []
    var lookup: [VaultKey] = []
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let words = line.split(separator: " ")
      guard words.count == 3, let bytes = Data(base64Encoded: String(words[2])), bytes.count == 32 else {
        throw damaged(url)
      }
      let key = key(Array(bytes))
      guard key.id == words[1] else { throw damaged(url) }
      switch words[0] {
      case "wrap": wrapping.append(key)
      case "lookup": lookup.append(key)
      default: throw damaged(url)
      }
    }
    guard !wrapping.isEmpty, lookup.count == 1 else { throw damaged(url) }
    return VaultKeys(wrapping: wrapping, lookup: lookup[0])
  }

  private static func damaged(_ url: URL) -> Problem {
    Problem(.internal, "The vault's key file \(url.path) is damaged. Put it back from where you keep its copy.")
  }
}

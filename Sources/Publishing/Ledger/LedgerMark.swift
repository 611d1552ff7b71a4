package import Foundation
package import Kernel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What lies beside the key file, outside the database: which ledger this is, on which machine, and each org's
/// newest send. A database that knows less than this has been restored from a backup or copied.
package struct LedgerMark: Sendable {
  package struct Place: Sendable, Codable, Equatable {
    package var epoch: Int64
    /// Machine and folder, so that a copied folder is not taken for the original.
    package var fingerprint: String
  }

  private let folder: URL

  /// Makes the folder, readable for its owner only.
  package init(folder: URL) throws {
    self.folder = folder
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  package func place() -> Place? {
    guard let data = FileManager.default.contents(atPath: placeFile.path) else { return nil }
    return try? JSONDecoder().decode(Place.self, from: data)
  }

  package func write(epoch: Int64) throws {
    try JSONEncoder().encode(Place(epoch: epoch, fingerprint: fingerprint)).write(to: placeFile, options: .atomic)
  }

  /// The machine's id with the folder's device and inode.
  package var fingerprint: String {
    let machine = (try? String(contentsOfFile: "/etc/machine-id", encoding: .utf8)) ?? ""
    let attributes = try? FileManager.default.attributesOfItem(atPath: folder.path)
    let inode = attributes?[.systemFileNumber] as? UInt64 ?? 0
    return machine.trimmingCharacters(in: .whitespacesAndNewlines) + "/\(inode)"
  }

  /// The newest send that was noted for the org.
  package func newest(_ org: OrgID) -> Date? {
    (try? String(contentsOf: file(org), encoding: .utf8)).flatMap(Self.date)
  }

  /// Called after the commit of a send and before its first byte, so the note is never ahead of the database.
  package func note(_ org: OrgID, _ sentAt: Date) throws {
    try locked(org) { known in Self.micros(sentAt) > known ? Self.micros(sentAt) : nil }
  }

  /// Takes the database's word for what was sent: called once the org is stopped because the database went back.
  /// Until then every send is refused; without it every send after a restore would be, for ever.
  package func acknowledge(_ org: OrgID, newest: Date?) throws {
    try locked(org) { _ in newest.map(Self.micros) ?? 0 }
  }

  /// Writes what the body makes of the noted microseconds, 0 when there are none; nil leaves the file alone.
  private func locked(_ org: OrgID, _ next: (Int64) -> Int64?) throws {
    let descriptor = open(file(org).path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure }
    defer { close(descriptor) }
    guard flock(descriptor, LOCK_EX) == 0 else { throw failure }
    guard let value = next(Self.read(descriptor) ?? 0) else { return }
    let text = Array(Self.padded(value).utf8)
    guard pwrite(descriptor, text, text.count, 0) == text.count else { throw failure }
  }

  private var failure: Problem {
    Problem(.internal, "The folder of the publishing ledger cannot be written: check the disk and its permissions.")
  }

  private var placeFile: URL { folder.appendingPathComponent("ledger.json") }
  private func file(_ org: OrgID) -> URL { folder.appendingPathComponent(org.description) }

  private static let width = 20

  private static func read(_ descriptor: Int32) -> Int64? {
    var bytes = [UInt8](repeating: 0, count: width)
    guard pread(descriptor, &bytes, width, 0) == width else { return nil }
    return Int64(String(decoding: bytes, as: UTF8.self))
  }

  private static func padded(_ value: Int64) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static func micros(_ date: Date) -> Int64 { Int64((date.timeIntervalSince1970 * 1_000_000).rounded()) }

  private static func date(_ text: String) -> Date? {
    Int64(text).flatMap { $0 > 0 ? Date(timeIntervalSince1970: Double($0) / 1_000_000) : nil }
  }
}

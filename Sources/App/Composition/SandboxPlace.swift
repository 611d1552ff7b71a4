import Foundation
import Kernel
import Sandbox
import Transport

/// Where the sandbox of this data folder answers. The process that runs it writes that down for those that join it,
/// as the model servers' addresses are.
struct SandboxPlace: Sendable {
  private let note: URL
  private let endpoints: OperatorEndpoints
  /// Whether this process may use a sandbox at all.
  let isOn: Bool

  init(_ config: Config, endpoints: OperatorEndpoints) {
    note = config.data.run.appendingPathComponent("sandbox.json")
    self.endpoints = endpoints
    isOn = config.sandbox
  }

  /// From then on its addresses may be called.
  func write(_ addresses: SandboxAddresses) throws {
    try PrivateFile.write(JSONEncoder().encode(addresses), to: note)
    _ = self.addresses()
  }

  func forget() { try? FileManager.default.removeItem(at: note) }

  /// Nil while no sandbox runs here. From then on its addresses may be called.
  func addresses() -> SandboxAddresses? {
    guard isOn, let data = FileManager.default.contents(atPath: note.path),
      let found = try? JSONDecoder().decode(SandboxAddresses.self, from: data)
    else { return nil }
    for address in [found.mastodon, found.bluesky, found.control] { endpoints.allow(url: address) }
    return found
  }

  /// The platforms' addresses; an account there is a rehearsal.
  func platforms() -> Set<String> { Set(addresses().map { [$0.mastodon, $0.bluesky] } ?? []) }
}

/// Every platform that posts can go to. Those without a client stop at `ready`: their rules live in Text.
package struct PlatformRegistry: Sendable {
  private let clients: [String: any PlatformClient]

  package init(_ clients: [any PlatformClient]) {
    self.clients = Dictionary(clients.map { ($0.platform, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package subscript(platform: String) -> (any PlatformClient)? { clients[platform] }
  package var platforms: [String] { clients.keys.sorted() }
}

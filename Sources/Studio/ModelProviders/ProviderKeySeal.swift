package import Kernel
package import Models

/// Seals and opens providers' keys, each for its own row. The vault's own work, as closures, so that a test can count.
package struct ProviderKeySeal: Sendable {
  package var seal: @Sendable (_ plain: [UInt8], _ org: OrgID, _ provider: ModelProviderID) async throws -> [UInt8]
  /// All of one org at once.
  package var open:
    @Sendable (_ sealed: [(provider: ModelProviderID, key: [UInt8])], _ org: OrgID) async throws -> [[UInt8]]

  package init(
    seal: @escaping @Sendable (_ plain: [UInt8], _ org: OrgID, _ provider: ModelProviderID) async throws -> [UInt8],
    open:
      @escaping @Sendable (_ sealed: [(provider: ModelProviderID, key: [UInt8])], _ org: OrgID) async throws ->
      [[UInt8]]
  ) {
    self.seal = seal
    self.open = open
  }
}

/// What an organisation's own models need. Absent where only the installation's model is there.
package struct ModelServices: Sendable {
  package var connector: ModelConnector
  package var seal: ProviderKeySeal
  /// Where an Ollama of this machine would be; nil where the operator does not want it looked for.
  package var ollama: String?
  package var prices: ListPrices
  /// Of the vectors that are stored.
  package var dimensions: Int

  package init(
    connector: ModelConnector, seal: ProviderKeySeal, ollama: String?, prices: ListPrices, dimensions: Int = 384
  ) {
    self.connector = connector
    self.seal = seal
    self.ollama = ollama
    self.prices = prices
    self.dimensions = dimensions
  }
}

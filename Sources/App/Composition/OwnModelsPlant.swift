import Foundation
import Kernel
import Models
import Stores
import Studio
import Transport

/// What the organisations' own models need.
enum OwnModelsPlant {
  /// With a client of its own: an organisation may name the private addresses that the operator allows, and none of
  /// those that this program runs for itself.
  static func services(_ config: Config, vault: any Vault, tools: Tools) throws -> ModelServices {
    let allowed = OperatorEndpoints(
      Set(config.privateHosts.map { OperatorEndpoints.Endpoint(host: $0.host, port: $0.port) }))
    let ollama = config.ollama?.absoluteString
    if let ollama { allowed.allow(url: ollama) }
    let client = try TransportClient(operatorEndpoints: allowed, time: tools.time, log: tools.logger)
    return ModelServices(
      connector: ModelConnector(client: client, time: tools.time), seal: ProviderKeySeal(vault), ollama: ollama,
      prices: try ListPrices.load(), dimensions: OutsideEmbeddings.dimensions)
  }
}

extension ProviderKeySeal {
  /// Each key is sealed for its own row.
  init(_ vault: any Vault) {
    self.init(
      seal: { plain, org, provider in try await vault.seal(plain, at: .providerKey(org, provider)).bytes },
      open: { sealed, org in
        try await vault.open(
          sealed.map { PlacedSecret(SealedSecret(bytes: $0.key), at: .providerKey(org, $0.provider)) })
      })
  }
}

extension SecretPlace {
  fileprivate static func providerKey(_ org: OrgID, _ provider: ModelProviderID) -> SecretPlace {
    SecretPlace(org: org, table: "model_providers", column: "key", row: provider)
  }
}

package import Foundation
package import Kernel
package import Models

/// Where an organisation has models, as it set it up. The key lies elsewhere, sealed.
package struct ModelProvider: Sendable, Equatable {
  package var id: ModelProviderID
  package var version: Int
  package var profile: ProviderProfile
  package var hasKey: Bool
  package var trial: ProviderTrial?
  package var created: Date
  package var updated: Date

  package func model(_ name: String) -> OfferedModel? { profile.models.first { $0.name == name } }
}

package struct ProviderProfile: Sendable, Equatable, Codable {
  package enum Limits {
    package static let name = 80
    package static let models = 40
    package static let modelName = 200
    package static let key = 500
    /// US dollars per million tokens.
    package static let price = 10_000.0
    package static let firstToken = 500...60_000
    package static let total = 1_000...600_000
  }

  package var name: String
  package var kind: ProviderKind
  package var baseURL: String
  /// The first is the one that is used unless a route names another.
  package var models: [OfferedModel]
  /// Milliseconds without a first token before the next model is asked.
  package var firstToken: Int
  /// Milliseconds for a whole answer.
  package var total: Int

  package init(
    name: String, kind: ProviderKind, baseURL: String, models: [OfferedModel], firstToken: Int = 3_000,
    total: Int = 60_000
  ) {
    self.name = name
    self.kind = kind
    self.baseURL = baseURL
    self.models = models
    self.firstToken = firstToken
    self.total = total
  }

  /// Throws `Problem(.invalid)` with everything that is wrong.
  package func check() throws(Problem) {
    var faults = FieldCheck()
    faults.text(name, "/name", .line(Limits.name))
    faults.link(baseURL, "/base_url")
    faults.require(!baseURL.contains { "?#".contains($0) }, "/base_url", "must have no ? and no #")
    faults.count(models.count, "/models", least: 1, most: Limits.models)
    for (index, model) in models.prefix(Limits.models).enumerated() { model.check("/models/\(index)", &faults) }
    faults.require(Set(models.map(\.name)).count == models.count, "/models", "names a model twice")
    faults.require(
      Limits.firstToken.contains(firstToken), "/first_token_ms", "must be from half a second to a minute")
    faults.require(Limits.total.contains(total), "/total_ms", "must be from one second to ten minutes")
    try faults.done()
  }

  /// Goes into a header: printable ASCII without blanks. Throws `Problem(.invalid)`.
  package static func check(key: String) throws(Problem) {
    let isPrintable = key.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    guard (1...Limits.key).contains(key.utf8.count), isPrintable else {
      throw Problem.invalid("/key", "A key has no blanks and at most \(Limits.key) letters, digits and signs.")
    }
  }

  /// With list prices where the provider's own are known and nobody typed others.
  package func priced(by list: ListPrices) -> ProviderProfile {
    var profile = self
    profile.models = models.map { model in
      guard model.price == nil, let price = list.price(of: model.name, at: baseURL) else { return model }
      return OfferedModel(
        name: model.name, inputPrice: price.input, outputPrice: price.output, pricedOn: list.asOf)
    }
    return profile
  }

  /// Scheme, host and port: what a key was given for.
  package var origin: String {
    let parts = URLComponents(string: baseURL)
    return [parts?.scheme ?? "", parts?.host ?? "", parts?.port.map(String.init) ?? ""].joined(separator: "|")
      .lowercased()
  }

  func endpoint(_ model: String, key: Redacted<String>?) -> ProviderEndpoint {
    ProviderEndpoint(
      kind, baseURL: baseURL, model: model, key: key, firstToken: .milliseconds(firstToken),
      total: .milliseconds(total))
  }
}

/// A model by its provider's name for it, and what it costs. Without prices the cost is not known, which is not zero.
package struct OfferedModel: Sendable, Equatable, Codable {
  package var name: String
  /// US dollars per million tokens read.
  package var inputPrice: Double?
  /// US dollars per million tokens written.
  package var outputPrice: Double?
  /// Day of the prices.
  package var pricedOn: String?

  package init(name: String, inputPrice: Double? = nil, outputPrice: Double? = nil, pricedOn: String? = nil) {
    self.name = name
    self.inputPrice = inputPrice
    self.outputPrice = outputPrice
    self.pricedOn = pricedOn
  }

  package var price: ModelPrice? {
    guard let inputPrice, let outputPrice else { return nil }
    return ModelPrice(input: inputPrice, output: outputPrice)
  }

  func check(_ pointer: String, _ faults: inout FieldCheck) {
    faults.text(name, pointer + "/name", .line(ProviderProfile.Limits.modelName))
    faults.require(
      (inputPrice == nil) == (outputPrice == nil), pointer + "/output_price",
      "prices come in pairs: for what is read and for what is written")
    for price in [inputPrice, outputPrice].compactMap(\.self) {
      faults.require(
        (0...ProviderProfile.Limits.price).contains(price), pointer + "/input_price",
        "must be US dollars per million tokens, at most \(Int(ProviderProfile.Limits.price))")
    }
    faults.require(pricedOn.map(Formats.isDay) ?? true, pointer + "/priced_on", "must be a day, such as 2026-11-23")
  }
}

/// How the newest test of a provider went.
package struct ProviderTrial: Sendable, Equatable, Codable {
  package var at: Date
  package var model: String
  package var isGood: Bool
  /// For the person who asked.
  package var words: String
  package var firstToken: Int?
  package var total: Int?
  /// What the provider lists; empty where it does not.
  package var listed: [String]
}

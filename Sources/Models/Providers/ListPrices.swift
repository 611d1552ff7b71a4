package import Foundation
import Kernel

/// What tokens cost, in US dollars per million.
package struct ModelPrice: Sendable, Equatable {
  package var input: Double
  package var output: Double

  package init(input: Double, output: Double) {
    self.input = input
    self.output = output
  }

  /// In millionths of a US dollar, rounded up: a price per million tokens is as many millionths per token.
  package func micros(_ usage: ModelUsage) -> Int {
    Int((Double(usage.promptTokens) * input + Double(usage.completionTokens) * output).rounded(.up))
  }
}

/// Providers' list prices of a day, from a file that can be replaced without building. A proposal only: what an
/// organisation types for its own models wins, and a model that is not listed has no known price.
package struct ListPrices: Sendable, Equatable {
  /// The day that the prices are of.
  package var asOf: String
  private var prices: [String: ModelPrice]

  package static let none = ListPrices(asOf: "", prices: [:])

  private init(asOf: String, prices: [String: ModelPrice]) {
    self.asOf = asOf
    self.prices = prices
  }

  /// Throws `Problem(.internal)` when the file is missing or cannot be read.
  package static func load() throws -> ListPrices {
    try ListPrices(ResourceFolder(module: "Models").data("model-prices.json"))
  }

  package init(_ json: Data) throws {
    guard let file = try? JSONDecoder().decode(File.self, from: json) else {
      throw Problem(.internal, "model-prices.json cannot be read.")
    }
    asOf = file.asOf
    prices = Dictionary(
      file.prices.map { ("\($0.host) \($0.model)", ModelPrice(input: $0.input, output: $0.output)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Of the very model, or of a dated edition of it (`gpt-4o-mini-2024-07-18`), at the provider's own address.
  package func price(of model: String, at baseURL: String) -> ModelPrice? {
    guard let host = URLComponents(string: baseURL)?.host?.lowercased() else { return nil }
    let plain = model.replacing(/-(\d{4}-\d{2}-\d{2}|\d{8})$/, with: "")
    return prices["\(host) \(model)"] ?? prices["\(host) \(plain)"]
  }

  private struct File: Decodable {
    var asOf: String
    var prices: [Entry]

    struct Entry: Decodable {
      var host: String
      var model: String
      var input: Double
      var output: Double
    }

    enum CodingKeys: String, CodingKey {
      case asOf = "as_of"
      case prices
    }
  }
}

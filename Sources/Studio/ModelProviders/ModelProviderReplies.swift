package import Foundation
package import Kernel
package import Models
package import Web

extension OfferedModel: APIModel {
  package static var schema: Schema {
    .object(
      "OfferedModel", .required("name", .line(1...ProviderProfile.Limits.modelName), "As the provider calls it."),
      .optional(
        "input_price", .number(0...ProviderProfile.Limits.price),
        "US dollars per million tokens read. Without prices the cost is unknown, not zero."),
      .optional(
        "output_price", .number(0...ProviderProfile.Limits.price), "US dollars per million tokens written."),
      .optional("priced_on", .day, "Day of the prices."))
  }
}

package struct ProviderTrialReply: APIModel {
  package var at: Date
  package var model: String
  package var good: Bool
  package var words: String
  package var firstTokenMs: Int?
  package var totalMs: Int?
  package var listed: [String]

  init(_ trial: ProviderTrial) {
    at = trial.at
    model = trial.model
    good = trial.isGood
    words = trial.words
    firstTokenMs = trial.firstToken
    totalMs = trial.total
    listed = trial.listed
  }

  package static var schema: Schema {
    .object(
      "ModelProviderTest", .required("at", .instant), .required("model", .verbatim(0...200)),
      .required("good", .boolean, "It answered."), .required("words", .verbatim(0...500), "What happened."),
      .optional("first_token_ms", .integer(0...Int(Int32.max))), .optional("total_ms", .integer(0...Int(Int32.max))),
      .required("listed", .list(.verbatim(0...1_000), 0...200), "The models that the provider lists, if it does."))
  }
}

/// A provider as the API shows it. Never carries its key.
package struct ModelProviderReply: VersionedModel {
  package var id: ModelProviderID
  package var version: Int
  package var name: String
  package var kind: ProviderKind
  package var baseURL: String
  package var hasKey: Bool
  package var models: [OfferedModel]
  package var firstTokenMs: Int
  package var totalMs: Int
  package var test: ProviderTrialReply?
  package var created: Date
  package var updated: Date

  package init(_ provider: ModelProvider) {
    id = provider.id
    version = provider.version
    name = provider.profile.name
    kind = provider.profile.kind
    baseURL = provider.profile.baseURL
    hasKey = provider.hasKey
    models = provider.profile.models
    firstTokenMs = provider.profile.firstToken
    totalMs = provider.profile.total
    test = provider.trial.map(ProviderTrialReply.init)
    created = provider.created
    updated = provider.updated
  }

  package static var schema: Schema {
    .object(
      "ModelProvider", .required("id", .id(ModelProviderID.self)), Schema.version,
      .required("name", .line(1...ProviderProfile.Limits.name)), .required("kind", .choice(of: ProviderKind.self)),
      .required("base_url", .verbatim(1...2_000)), .required("has_key", .boolean),
      .required("models", .list(.model(OfferedModel.self), 1...ProviderProfile.Limits.models)),
      .required("first_token_ms", .integer(ProviderProfile.Limits.firstToken)),
      .required("total_ms", .integer(ProviderProfile.Limits.total)),
      .optional("test", .model(ProviderTrialReply.self), "The newest test since it was last changed."),
      .required("created", .instant), .required("updated", .instant))
  }
}

package struct NewProvider: APIModel {
  package var name: String
  package var kind: ProviderKind
  package var baseURL: String?
  package var key: String?
  package var models: [OfferedModel]
  package var firstTokenMs: Int?
  package var totalMs: Int?

  var profile: ProviderProfile {
    ProviderProfile(
      name: name, kind: kind, baseURL: baseURL ?? kind.usualBaseURL, models: models, firstToken: firstTokenMs ?? 3_000,
      total: totalMs ?? 60_000)
  }

  package static var schema: Schema {
    .object(
      "NewModelProvider", .required("name", .line(1...ProviderProfile.Limits.name)),
      .required("kind", .choice(of: ProviderKind.self), "The protocol: OpenAI-compatible, or Anthropic's Messages."),
      .optional(
        "base_url", .url(), "Such as https://api.openai.com/v1, which it is without this field, or Anthropic's."),
      .optional("key", .verbatim(1...ProviderProfile.Limits.key), "Sealed at once and never shown."),
      .required(
        "models", .list(.model(OfferedModel.self), 1...ProviderProfile.Limits.models),
        "The first is used unless a route names another."),
      .optional("first_token_ms", .integer(ProviderProfile.Limits.firstToken), "3000 if left out."),
      .optional("total_ms", .integer(ProviderProfile.Limits.total), "60000 if left out."))
  }
}

package struct ProviderEditBody: APIModel {
  package var name: String?
  package var baseURL: String?
  package var key: Change<String>
  package var models: [OfferedModel]?
  package var firstTokenMs: Int?
  package var totalMs: Int?

  var edit: ProviderEdit {
    var edit = ProviderEdit()
    edit.name = name
    edit.baseURL = baseURL
    edit.key = key
    edit.models = models
    edit.firstToken = firstTokenMs
    edit.total = totalMs
    return edit
  }

  package static var schema: Schema {
    .object(
      "ModelProviderEdit", .optional("name", .line(1...ProviderProfile.Limits.name)),
      .optional("base_url", .url(), "With another host or port the key has to be given again."),
      .optional("key", .verbatim(1...ProviderProfile.Limits.key), "null forgets it."),
      .optional("models", .list(.model(OfferedModel.self), 1...ProviderProfile.Limits.models)),
      .optional("first_token_ms", .integer(ProviderProfile.Limits.firstToken)),
      .optional("total_ms", .integer(ProviderProfile.Limits.total)))
  }
}

package struct ProviderTestBody: APIModel {
  package var model: String?

  package static var schema: Schema {
    .object(
      "TestModelProvider",
      .optional("model", .line(1...ProviderProfile.Limits.modelName), "The provider's first if left out."))
  }
}

package struct ModelOffers: APIModel {
  package struct Offer: APIModel {
    package var kind: ProviderKind
    package var baseURL: String
    package var models: [String]

    package static var schema: Schema {
      .object(
        "ModelOffer", .required("kind", .choice(of: ProviderKind.self)), .required("base_url", .verbatim(1...2_000)),
        .required("models", .list(.verbatim(0...1_000), 0...500)))
    }
  }

  package var items: [Offer]

  init(_ found: FoundOllama?) {
    items = found.map { [Offer(kind: .openAI, baseURL: $0.baseURL, models: $0.models)] } ?? []
  }

  package static var schema: Schema {
    .object("ModelOffers", .required("items", .list(.model(Offer.self), 0...10)))
  }
}

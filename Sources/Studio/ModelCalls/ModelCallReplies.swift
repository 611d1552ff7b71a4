package import Foundation
package import Kernel
package import Web

package struct ModelCallReply: APIModel {
  package var id: ModelCallID
  package var brandID: BrandID?
  package var task: String
  package var subject: String
  package var actor: String
  package var providerID: ModelProviderID?
  package var provider: String
  package var model: String
  package var state: ModelCall.State
  package var error: String?
  package var finish: String?
  package var promptTokens: Int?
  package var completionTokens: Int?
  package var counted: Bool
  package var costUsd: Double?
  package var firstTokenMs: Int?
  package var totalMs: Int?
  package var promptDigest: String
  package var answerDigest: String?
  package var started: Date
  package var ended: Date?
  package var prompt: String?
  package var answer: String?

  init(_ call: ModelCall, _ payload: ModelPayload? = nil) {
    id = call.id
    brandID = call.brand
    task = call.task
    subject = call.subject
    actor = call.actor
    providerID = call.provider
    provider = call.providerName
    model = call.model
    state = call.state
    error = call.error
    finish = call.finish
    promptTokens = call.promptTokens
    completionTokens = call.completionTokens
    counted = call.isCounted
    costUsd = call.costMicros.map { Double($0) / 1_000_000 }
    firstTokenMs = call.firstToken
    totalMs = call.total
    promptDigest = call.promptDigest
    answerDigest = call.answerDigest
    started = call.started
    ended = call.ended
    prompt = payload?.prompt
    answer = payload?.answer
  }

  package static var schema: Schema {
    .object(
      "ModelCall", .required("id", .id(ModelCallID.self)), .optional("brand_id", .id(BrandID.self)),
      .required("task", .choice(ModelTask.allCases.map(\.rawValue) + ["test"])),
      .required("subject", .verbatim(0...200), "What it was for, such as a post's id."),
      .required("actor", .verbatim(0...200)),
      .optional("provider_id", .id(ModelProviderID.self), "Absent for the installation's own model."),
      .required("provider", .verbatim(0...400)), .required("model", .verbatim(0...400)),
      .required("state", .choice(of: ModelCall.State.self)),
      .optional("error", .verbatim(0...60), "Why it failed, as a stable word."), .optional("finish", .verbatim(0...60)),
      .optional("prompt_tokens", .integer(0...Int.max)), .optional("completion_tokens", .integer(0...Int.max)),
      .required("counted", .boolean, "The provider counted the tokens; else they are estimates."),
      .optional("cost_usd", .number(0...1_000_000_000), "Absent where the price is not known."),
      .optional("first_token_ms", .integer(0...Int.max)), .optional("total_ms", .integer(0...Int.max)),
      .required("prompt_digest", .verbatim(0...64), "SHA-256 of what was sent, in hex."),
      .optional("answer_digest", .verbatim(0...64)), .required("started", .instant), .optional("ended", .instant),
      .optional("prompt", .verbatim(0...10_000_000), "Of one call alone, and only while it is kept."),
      .optional("answer", .verbatim(0...10_000_000)))
  }
}

package struct ModelUseReply: APIModel {
  package var providerID: ModelProviderID?
  package var provider: String
  package var model: String
  package var calls: Int
  package var failed: Int
  package var promptTokens: Int
  package var completionTokens: Int
  package var costUsd: Double?
  package var callsOfUnknownCost: Int

  init(_ use: ModelUse) {
    providerID = use.provider
    provider = use.providerName
    model = use.model
    calls = use.calls
    failed = use.failed
    promptTokens = use.promptTokens
    completionTokens = use.completionTokens
    costUsd = use.costMicros.map { Double($0) / 1_000_000 }
    callsOfUnknownCost = use.callsOfUnknownCost
  }

  package static var schema: Schema {
    .object(
      "ModelUse", .optional("provider_id", .id(ModelProviderID.self), "Absent for the installation's own model."),
      .required("provider", .verbatim(0...400)), .required("model", .verbatim(0...400)),
      .required("calls", .integer(0...Int.max)), .required("failed", .integer(0...Int.max)),
      .required("prompt_tokens", .integer(0...Int.max)), .required("completion_tokens", .integer(0...Int.max)),
      .optional("cost_usd", .number(0...1_000_000_000), "Of the calls whose price is known; absent where none is."),
      .required("calls_of_unknown_cost", .integer(0...Int.max)))
  }
}

package struct ModelUsageReply: APIModel {
  package var month: String
  package var spentUsd: Double
  package var reservedUsd: Double
  package var tokens: Int
  package var reservedTokens: Int
  package var models: [ModelUseReply]

  package static var schema: Schema {
    .object(
      "ModelUsage", .required("month", .day, "The first of this month, UTC."),
      .required("spent_usd", .number(0...1_000_000_000), "Of what has a known price."),
      .required("reserved_usd", .number(0...1_000_000_000), "Promised to calls that run now."),
      .required("tokens", .integer(0...Int.max)), .required("reserved_tokens", .integer(0...Int.max)),
      .required("models", .list(.model(ModelUseReply.self), 0...100)))
  }
}

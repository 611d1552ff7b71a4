import Kernel
import Web

/// What was used this month, beside what may be.
struct UsageTable {
  var usage: ModelUsageReply
  var settings: ModelSettings

  var html: HTML {
    HTML {
      if usage.models.isEmpty {
        p(.class("muted")) { "No model was asked yet this month." }
      } else {
        dataTable(
          "Models used this month", columns: ["Model", "Calls", "Failed", "Tokens read", "Tokens written", "Cost"],
          rows: usage.models
        ) { use in
          td { "\(use.model) at \(use.provider)" }
          td { String(use.calls) }
          td { String(use.failed) }
          td { String(use.promptTokens) }
          td { String(use.completionTokens) }
          td { cost(use) }
        }
      }
      facts([("US dollars", text(dollars)), ("Tokens", text(tokens))])
    }
  }

  private func cost(_ use: ModelUseReply) -> String {
    let unknown = use.callsOfUnknownCost
    guard let usd = use.costUsd else { return unknown > 0 ? "unknown" : "0.00 US dollars" }
    let known = Dollars.text(Int((usd * 1_000_000).rounded())) + " US dollars"
    return unknown > 0 ? "\(known), and \(unknown) calls of unknown cost" : known
  }

  private var dollars: String {
    let spent = Dollars.text(Int((usage.spentUsd * 1_000_000).rounded())) + " of what has a known price"
    return settings.monthlyMicros.map { "\(spent), at most \(Dollars.text($0))" } ?? spent + ", no limit"
  }

  private var tokens: String {
    settings.monthlyTokens.map { "\(usage.tokens), at most \($0)" } ?? "\(usage.tokens), no limit"
  }
}

import Kernel
import Models
import Web

/// The page's parts.
struct ModelView {
  var setup: ModelSetup
  var found: FoundOllama?
  var usage: ModelUsageReply
  /// Of the operator's model; nil where there is none.
  var installation: String?
  var problem: Problem?
  var context: PageContext

  var html: HTML {
    HTML {
      card("What writes now") { now }
      ollamaCard
      if !setup.providers.isEmpty { card("Providers") { for provider in setup.providers { one(provider) } } }
      if context.may("model-providers:create") { card("Connect a provider") { addForm } }
      if context.may("model-settings:update") {
        card("Which model does what") { routing }
        card("Limits") { limits }
      }
      card("This month", actions: .empty) { UsageTable(usage: usage, settings: setup.settings).html }
    }
  }

  private var now: HTML {
    let chain = setup.settings.chain(for: .write, setup.providers).filter {
      $0.use == .provider || installation != nil
    }
    return HTML {
      if chain.isEmpty {
        p {
          "Drafts are composed: by rules, in English, from the brief's own facts, and labelled drafts. Connect a model and it writes; the composer stays the net below it."
        }
      } else {
        ol { for choice in chain { li { words(choice) } } }
        p(.class("muted")) {
          "Each is asked only when the one before it gave no first word. When none does, a draft is composed and says why."
        }
      }
    }
  }

  private func words(_ choice: ModelChoice) -> String {
    guard choice.use == .provider, let provider = setup.providers.first(where: { $0.id == choice.provider }) else {
      return "The installation's model, \(installation ?? "")"
    }
    return "\(choice.model ?? provider.profile.models.first?.name ?? "") at \(provider.profile.name)"
  }

  private var ollamaCard: HTML {
    guard let found, !setup.providers.contains(where: { $0.profile.baseURL == found.baseURL }),
      context.may("model-providers:create")
    else { return .empty }
    return card("Found on this machine") {
      p { "An Ollama answers at \(found.baseURL), with \(found.models.prefix(5).joined(separator: ", "))." }
      form("/settings/models/ollama", in: context) { submit("Write with it") }
    }
  }

  // MARK: Providers

  private func one(_ provider: ModelProvider) -> HTML {
    let profile = provider.profile
    return section(.class("row-block")) {
      h3 { profile.name }
      facts([
        ("Protocol", text(Self.name(of: profile.kind))), ("Address", code { profile.baseURL }),
        ("Key", text(provider.hasKey ? "sealed" : "none")),
        ("Models", ul { for model in profile.models { li { Self.priced(model) } } }),
        ("Test", provider.trial.map(Self.tested) ?? text("not tested since it was last changed")),
      ])
      div(.class("actions")) {
        form("/settings/models/\(provider.id)/test", in: context) { submit("Test", .secondary) }
        if context.may("model-providers:update") { linkButton("Change", "/settings/models/\(provider.id)") }
        form(
          "/settings/models/\(provider.id)/remove", in: context,
          .data("confirm", "Forget \(profile.name) and its key?")
        ) { submit("Remove", .danger) }
      }
    }
  }

  static func name(of kind: ProviderKind) -> String {
    switch kind {
    case .openAI: "OpenAI-compatible"
    case .anthropic: "Anthropic Messages"
    }
  }

  private static func priced(_ model: OfferedModel) -> String {
    guard let input = model.inputPrice, let output = model.outputPrice else { return "\(model.name): price unknown" }
    let day = model.pricedOn.map { ", list price of \($0)" } ?? ""
    return "\(model.name): \(input) and \(output) US dollars per million tokens read and written\(day)"
  }

  private static func tested(_ trial: ProviderTrial) -> HTML {
    HTML {
      badge(trial.isGood ? "Good" : "Failed", trial.isGood ? .good : .bad)
      " \(trial.words) "
      moment(trial.at)
    }
  }

  static func said(_ trial: ProviderTrial, of provider: ModelProvider) -> HTML {
    notice(trial.isGood ? .good : .bad, "\(provider.profile.name): \(trial.words)") {
      if let first = trial.firstToken, let total = trial.total {
        p { "First word after \(first) ms, all of it after \(total) ms." }
      }
      if !trial.listed.isEmpty { p { "It offers: \(trial.listed.prefix(30).joined(separator: ", "))" } }
    }
  }

  // MARK: Forms

  private var addForm: HTML {
    form("/settings/models/providers", in: context) {
      ProviderForm(context.form).fields(isNew: true, problem)
      div(.class("form-end")) { submit("Connect") }
    }
  }

  private var limits: HTML {
    let settings = setup.settings
    return form("/settings/models/limits", in: context) {
      hidden("version", String(settings.version))
      textField(
        Field(
          "monthly_usd", "US dollars a month", value: settings.monthlyMicros.map(Dollars.text) ?? "",
          hint: "At this organisation's own providers. Models without a price are then not asked."), problem: problem)
      textField(
        Field("monthly_tokens", "Tokens a month", value: settings.monthlyTokens.map { String($0) } ?? ""),
        problem: problem)
      textField(
        Field("at_once", "Texts written at the same time", value: settings.atOnce.map { String($0) } ?? ""),
        problem: problem)
      textField(
        Field(
          "keep_days", "Days that prompts and answers are kept", value: String(settings.keepDays),
          hint: "0 keeps none. Counts and hashes stay in the records.", required: true), problem: problem)
      div(.class("form-end")) { submit("Save the limits", .secondary) }
    }
  }
}

import Kernel
import Models
import Web

/// A provider as it was typed, or as it stands before anybody has.
struct ProviderForm {
  private let form: FormText
  private let shown: [String: String]

  init(_ form: FormValues) {
    self.form = FormText(form: form)
    let names = ["name", "kind", "base_url", "models"]
    shown = Dictionary(names.map { ($0, form[$0] ?? "") }, uniquingKeysWith: { first, _ in first })
  }

  init(of provider: ModelProvider) {
    form = FormText(form: FormValues())
    let profile = provider.profile
    shown = [
      "name": profile.name, "base_url": profile.baseURL,
      "models": profile.models.map(Self.line).joined(separator: "\n"),
    ]
  }

  var key: Redacted<String>? { form.optional("key").map { Redacted($0) } }
  /// Of the provider as the form showed it. A form without it is older than everything.
  var version: Int { form.optional("version").flatMap { Int($0) } ?? 0 }

  func profile() throws -> ProviderProfile {
    let kind = ProviderKind(rawValue: form.text("kind")) ?? .openAI
    return ProviderProfile(
      name: form.text("name"), kind: kind, baseURL: form.optional("base_url") ?? kind.usualBaseURL,
      models: try models())
  }

  func edit(of provider: ModelProvider) throws -> ProviderEdit {
    var edit = ProviderEdit()
    edit.name = form.text("name")
    edit.baseURL = form.text("base_url")
    edit.models = try models().map { model in
      // A price that was not touched keeps its day.
      guard let known = provider.model(model.name), known.price == model.price else { return model }
      return known
    }
    if let key = form.optional("key") { edit.key = .set(key) } else if form.isOn("forget_key") { edit.key = .clear }
    return edit
  }

  /// One model a line, with its prices if they are known: `name input output`.
  private func models() throws -> [OfferedModel] {
    try form.lines("models").map { line in
      let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
      guard let name = words.first else { throw Self.malformed(line) }
      guard words.count > 1 else { return OfferedModel(name: name) }
      guard words.count == 3, let input = Double(words[1]), let output = Double(words[2]) else {
        throw Self.malformed(line)
      }
      return OfferedModel(name: name, inputPrice: input, outputPrice: output)
    }
  }

  private static func malformed(_ line: String) -> Problem {
    Problem.invalid(
      "/models",
      "Write one model a line: its name, and if you know them its two prices, such as gpt-4o-mini 0.15 0.60. This is none: \(line.prefix(80))"
    )
  }

  /// The key is never shown again, also not to whoever has just typed it.
  func fields(isNew: Bool, _ problem: Problem?) -> HTML {
    HTML {
      textField(
        Field("name", "Name", value: shown["name"] ?? "", hint: "As you will see it here.", required: true),
        problem: problem)
      if isNew {
        let kind = shown["kind"].flatMap(ProviderKind.init) ?? .openAI
        selectField(
          Field("kind", "Protocol", value: kind.rawValue, required: true),
          options: ProviderKind.allCases.map { ($0.rawValue, ModelView.name(of: $0)) }, problem: problem)
      }
      textField(
        Field(
          "base_url", "Address", value: shown["base_url"] ?? "",
          hint: isNew
            ? "Empty for OpenAI's or Anthropic's own." : "With another host or port the key has to be typed again.",
          required: !isNew), type: "url", problem: problem)
      textField(
        Field("key", "Key", hint: isNew ? "Sealed at once and never shown." : "Empty keeps the one that is there."),
        type: "password", problem: problem, .autocomplete("off"))
      textArea(
        Field(
          "models", "Models", value: shown["models"] ?? "",
          hint: "One a line. After the name, US dollars per million tokens read and written, if you know them: "
            + "gpt-4o-mini 0.15 0.60. Without a price the cost is unknown, not zero.", required: true), rows: 4,
        problem: problem)
    }
  }

  private static func line(_ model: OfferedModel) -> String {
    guard let input = model.inputPrice, let output = model.outputPrice else { return model.name }
    return "\(model.name) \(input) \(output)"
  }
}

/// Limits as they were typed: an empty field is no limit.
struct LimitsForm {
  private let form: FormText

  init(_ form: FormValues) { self.form = FormText(form: form) }

  func settings(over current: ModelSettings) throws -> ModelSettings {
    var settings = current
    settings.monthlyMicros = try number("monthly_usd", Double.init).map { usd in
      guard (0...ModelSettings.Limits.monthlyUSD).contains(usd) else {
        throw Problem.invalid("/monthly_usd", "is out of range")
      }
      return Int((usd * 1_000_000).rounded())
    }
    settings.monthlyTokens = try number("monthly_tokens") { Int($0) }
    settings.atOnce = try number("at_once") { Int($0) }
    guard let days = try number("keep_days", { Int($0) }) else {
      throw Problem.invalid("/keep_days", "Write a number of days; 0 keeps nothing.")
    }
    settings.keepDays = days
    return settings
  }

  private func number<Value>(_ name: String, _ read: (String) -> Value?) throws -> Value? {
    guard let text = form.optional(name) else { return nil }
    guard let value = read(text) else { throw Problem.invalid("/" + name, "is no number") }
    return value
  }
}

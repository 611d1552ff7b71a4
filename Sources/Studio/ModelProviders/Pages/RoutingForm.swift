import Kernel
import Models
import Web

/// Which model does what: a first and a second choice for each task, which is as much as a page needs.
extension ModelView {
  private static let places = 2

  var routing: HTML {
    form("/settings/models/routing", in: context) {
      hidden("version", String(setup.settings.version))
      for task in ModelTask.allCases { one(task) }
      div(.class("form-end")) { submit("Save", .secondary) }
    }
  }

  private func one(_ task: ModelTask) -> HTML {
    let chosen = setup.settings.routes[task] ?? []
    return fieldset {
      legend { task.words }
      for place in 0..<Self.places {
        let value = place < chosen.count ? Self.value(of: chosen[place]) : ""
        selectField(
          Field("\(task.rawValue)_\(place)", place == 0 ? "First" : "If that gives no first word", value: value),
          options: [("", place == 0 ? Self.standard(task) : "nothing else")] + options(task, place))
      }
      // More than the page shows is kept.
      for choice in chosen.dropFirst(Self.places) { hidden("\(task.rawValue)_more", Self.value(of: choice)) }
    }
  }

  private static func standard(_ task: ModelTask) -> String {
    switch task {
    case .write: "the providers in order, then the installation's"
    case .rewrite, .translate: "as for writing"
    case .embed: "the installation's"
    }
  }

  private func options(_ task: ModelTask, _ place: Int) -> [(value: String, label: String)] {
    let own = setup.providers.filter { task != .embed || $0.profile.kind == .openAI }.flatMap { provider in
      provider.profile.models.map { model in
        (
          value: Self.value(of: ModelChoice(.provider, provider: provider.id, model: model.name)),
          label: "\(model.name) at \(provider.profile.name)"
        )
      }
    }
    let fixed = [(value: ModelChoice.Use.installation.rawValue, label: "the installation's model")]
    let composer = [(value: ModelChoice.Use.composer.rawValue, label: "none: drafts are composed")]
    return own + fixed + (place == 0 && task != .embed ? composer : [])
  }

  /// `provider_01j… model`, or the word for what is no provider.
  private static func value(of choice: ModelChoice) -> String {
    guard choice.use == .provider, let provider = choice.provider else { return choice.use.rawValue }
    return [provider.description, choice.model].compactMap(\.self).joined(separator: " ")
  }

  static func routes(_ form: FormValues) -> [ModelTask: [ModelChoice]] {
    ModelTask.allCases.reduce(into: [:]) { routes, task in
      let values = (0..<places).compactMap { form["\(task.rawValue)_\($0)"] } + form.all("\(task.rawValue)_more")
      routes[task] = values.compactMap(choice)
    }
  }

  private static func choice(_ value: String) -> ModelChoice? {
    if let use = ModelChoice.Use(rawValue: value), use != .provider { return ModelChoice(use) }
    let parts = value.split(separator: " ", maxSplits: 1).map(String.init)
    guard let id = parts.first.flatMap({ ModelProviderID($0) }) else { return nil }
    return ModelChoice(.provider, provider: id, model: parts.count > 1 ? parts[1] : nil)
  }
}

import Database
import HTTPTypes
import Kernel
import Models
package import Web

/// Settings, Models: what writes, what it may cost, and what it did.
package enum ModelPages {
  package static func all(_ parts: StudioParts) -> [Route] {
    [
      .page("/settings/models", "model-providers:read") { context in .page(try await page(parts, context)) },
      add(parts), addOllama(parts), change(parts), edit(parts), test(parts), remove(parts), routing(parts),
      limits(parts),
    ]
  }

  private static func page(
    _ parts: StudioParts, _ context: PageContext, said: HTML = .empty, problem: Problem? = nil
  ) async throws -> PageValue {
    let tenant = try context.tenant
    try OrgWide.check(tenant)
    let setup = try await parts.modelSetup(parts.database, as: tenant)
    let view = ModelView(
      setup: setup, found: await parts.findOllama(), usage: try await parts.modelUsage(as: tenant),
      installation: parts.writing?.model.name, problem: problem, context: context)
    return PageValue("Models", section: .settings, status: problem == nil ? .ok : .unprocessableContent) {
      pageHead("Models", "What writes for this organisation, what it may cost, and what it did.")
      problemNotice(problem)
      said
      view.html
    }
  }

  /// Shows what can be mended on the page itself, and else goes back to it.
  private static func act(
    _ parts: StudioParts, _ context: PageContext, _ body: () async throws -> HTML?
  ) async throws -> PageReply {
    try await retrying {
      guard let said = try await body() else { return .redirect("/settings/models") }
      return .page(try await page(parts, context, said: said))
    } again: {
      .page(try await page(parts, context, problem: $0))
    }
  }

  private static func add(_ parts: StudioParts) -> Route {
    .form("/settings/models/providers", "model-providers:create") { context in
      try await act(parts, context) {
        let form = ProviderForm(context.form)
        _ = try await AddProvider(parts).run(try form.profile(), key: form.key, as: context.tenant)
        return nil
      }
    }
  }

  /// One click for what was found on this machine.
  private static func addOllama(_ parts: StudioParts) -> Route {
    .form("/settings/models/ollama", "model-providers:create") { context in
      try await act(parts, context) {
        try OrgWide.check(try context.tenant)
        guard let found = await parts.findOllama() else {
          throw Problem(.conflict, "No Ollama answers any more. Start it, and look at this page again.")
        }
        _ = try await AddProvider(parts).run(found.profile, key: nil, as: context.tenant)
        return nil
      }
    }
  }

  private static func change(_ parts: StudioParts) -> Route {
    .page("/settings/models/{provider_id}", "model-providers:update") { context in
      let provider = try await parts.provider(context.id("provider_id"), as: context.tenant)
      return .page(changePage(provider, ProviderForm(of: provider), nil, context))
    }
  }

  private static func changePage(
    _ provider: ModelProvider, _ form: ProviderForm, _ problem: Problem?, _ context: PageContext
  ) -> PageValue {
    PageValue(provider.profile.name, section: .settings, status: problem == nil ? .ok : .unprocessableContent) {
      pageHead(provider.profile.name, "A provider of models.", actions: linkButton("Models", "/settings/models"))
      problemNotice(problem)
      card {
        Web.form("/settings/models/\(provider.id)/edit", in: context) {
          hidden("version", String(provider.version))
          form.fields(isNew: false, problem)
          if provider.hasKey { checkbox("forget_key", "Forget the key") }
          div(.class("form-end")) { submit("Save") }
        }
      }
    }
  }

  private static func edit(_ parts: StudioParts) -> Route {
    .form("/settings/models/{provider_id}/edit", "model-providers:update") { context in
      let provider = try await parts.provider(context.id("provider_id"), as: context.tenant)
      let form = ProviderForm(context.form)
      return try await retrying {
        _ = try await EditProvider(parts).run(
          provider.id, try form.edit(of: provider), expected: form.version, as: context.tenant)
        return .redirect("/settings/models")
      } again: {
        .page(changePage(provider, form, $0, context))
      }
    }
  }

  private static func test(_ parts: StudioParts) -> Route {
    .form("/settings/models/{provider_id}/test", "model-providers:test", channel: .named("model-test")) { context in
      let provider = try await parts.provider(context.id("provider_id"), as: context.tenant)
      return try await act(parts, context) {
        let (_, trial) = try await TestProvider(parts).run(
          provider.id, model: FormText(form: context.form).optional("model"), as: context.tenant)
        return ModelView.said(trial, of: provider)
      }
    }
  }

  private static func remove(_ parts: StudioParts) -> Route {
    .form("/settings/models/{provider_id}/remove", "model-providers:delete") { context in
      try await RemoveProvider(parts).run(context.id("provider_id"), as: context.tenant)
      return .redirect("/settings/models")
    }
  }

  private static func routing(_ parts: StudioParts) -> Route {
    .form("/settings/models/routing", "model-settings:update") { context in
      try await act(parts, context) {
        let setup = try await parts.modelSetup(parts.database, as: context.tenant)
        var settings = setup.settings
        settings.routes = ModelView.routes(context.form)
        _ = try await SaveModelSettings(parts).run(
          settings, expected: FormText(form: context.form).optional("version").flatMap { Int($0) }, as: context.tenant)
        return nil
      }
    }
  }

  private static func limits(_ parts: StudioParts) -> Route {
    .form("/settings/models/limits", "model-settings:update") { context in
      try await act(parts, context) {
        let setup = try await parts.modelSetup(parts.database, as: context.tenant)
        let settings = try LimitsForm(context.form).settings(over: setup.settings)
        _ = try await SaveModelSettings(parts).run(
          settings, expected: FormText(form: context.form).optional("version").flatMap { Int($0) }, as: context.tenant)
        return nil
      }
    }
  }
}

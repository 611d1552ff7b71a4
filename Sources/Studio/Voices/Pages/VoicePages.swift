import Contracts
import Database
import HTTPTypes
import Jobs
import Kernel
import Text
package import Web

package enum VoicePages {
  package static func all(_ parts: StudioParts) -> [Route] {
    [chooser(parts), show(parts), train(parts), learn(parts), activate(parts)]
  }

  /// `/voice` leads to the voice of the brand in the frame.
  private static func chooser(_ parts: StudioParts) -> Route {
    .page("/voice", "voices:read") { context in
      guard let brand = context.shell?.current ?? context.shell?.brands.first?.id else { return .redirect("/brands") }
      return .redirect("/brands/\(brand)/voice")
    }
  }

  private static func show(_ parts: StudioParts) -> Route {
    .page(
      "/brands/{brand_id}/voice", "voices:read",
      query: [QueryParameter("operation", .id(OperationID.self), "A training to watch.")]
    ) { context in
      .page(try await page(parts, context, pasted: "", problem: nil))
    }
  }

  private static func train(_ parts: StudioParts) -> Route {
    .form("/brands/{brand_id}/voice/train", "voices:train", bodyLimit: 8 << 20) { context in
      let brand: BrandID = try context.id("brand_id")
      let pasted = FormText(form: context.form).text("examples")
      return try await retrying {
        let read = try PastedExamples.read(pasted)
        let operation = try await TrainVoice(parts).run(
          read.examples, source: read.source, brand: brand, as: context.tenant)
        return .redirect("/brands/\(brand)/voice?operation=\(operation)")
      } again: {
        .page(try await page(parts, context, pasted: pasted, problem: $0))
      }
    }
  }

  private static func learn(_ parts: StudioParts) -> Route {
    .form("/brands/{brand_id}/voice/learn", "voices:train") { context in
      let brand: BrandID = try context.id("brand_id")
      return try await retrying {
        guard let account = context.form["connector_id"].flatMap({ ConnectorID($0) }) else {
          throw Problem.invalid("/connector_id", "Choose an account.")
        }
        let operation = try await LearnFromAccount(parts).run(account, brand: brand, as: context.tenant)
        return .redirect("/brands/\(brand)/voice?operation=\(operation)")
      } again: {
        .page(try await page(parts, context, pasted: "", problem: $0))
      }
    }
  }

  private static func activate(_ parts: StudioParts) -> Route {
    .form("/brands/{brand_id}/voice/{voice_id}/activate", "voices:activate") { context in
      let brand: BrandID = try context.id("brand_id")
      _ = try await ActivateVoice(parts).run(context.id("voice_id"), brand: brand, as: context.tenant)
      return .redirect("/brands/\(brand)/voice")
    }
  }

  private static func page(
    _ parts: StudioParts, _ context: PageContext, pasted: String, problem: Problem?
  ) async throws -> PageValue {
    let brand = try await parts.brand(context.id("brand_id"), as: context.tenant)
    // First, because it waits: what a training leaves behind is read after it.
    let watched = try await watched(parts, context)
    let versions = try await parts.database.query(VoiceStatements.versions, brand.id, as: context.tenant)
    let keyset = try Keyset("voice_examples", brand.id, Paging(limit: 8))
    let examples = try await parts.database.query(VoiceStatements.examplePage, keyset, as: context.tenant)
    let count = try await parts.database.first(VoiceStatements.count, brand.id, as: context.tenant)
    let accounts = try await parts.history?.accounts(of: brand.id, as: context.tenant) ?? []
    let drift = try await MeasureDrift(parts).run(brand.id, as: context.tenant)
    return PageValue(
      "Voice of \(brand.profile.name)", section: .brands, status: problem == nil ? .ok : .unprocessableContent
    ) {
      pageHead("Voice of \(brand.profile.name)", "Measured from what it has published, not described in a text box.")
      watchedNotice(watched, brand)
      if let active = versions.first(where: { $0.state == .active }) { measured(active) }
      if let drift { driftCard(drift) }
      if !accounts.isEmpty, context.may("voices:train") { accountForm(brand, accounts, context) }
      trainForm(brand, pasted, problem, isFirst: versions.isEmpty, context)
      if !examples.isEmpty { exampleCard(examples, count) }
      if versions.count > 1 { versionCard(brand, versions, context) }
    }
  }

  private static func watched(_ parts: StudioParts, _ context: PageContext) async throws -> Jobs.Operation? {
    guard let id: OperationID = context.parameters.queryID("operation") else { return nil }
    return try await parts.operations.get(id, wait: .seconds(5), as: context.tenant)
  }

  private static func watchedNotice(_ operation: Jobs.Operation?, _ brand: Brand) -> HTML {
    switch operation?.state {
    case nil: .empty
    case .running: waiting(for: operation, brand)
    case .succeeded: message(.good, "The voice is measured.")
    case .failed: message(.bad, operation?.error?.detail ?? "The training failed.")
    case .cancelled: message(.warn, "The training was cancelled.")
    }
  }

  /// Asks again by itself, or at a click where there is no JavaScript.
  private static func waiting(for operation: Jobs.Operation?, _ brand: Brand) -> HTML {
    notice(.info, "Learning from the posts.") {
      formElement(.method("get"), .action("/brands/\(brand.id)/voice"), .data("again", "1")) {
        hidden("operation", operation?.id.description ?? "")
        submit("Look again", .secondary)
      }
    }
  }

  private static func measured(_ model: VoiceModel) -> HTML {
    HTML {
      card("How surely it recognises this brand") {
        p(.class("lead")) { VoiceWords.trial(model.trial) }
        if let separation = model.trial.separation { separationBar(separation) }
        for note in model.trial.notes { message(.info, note) }
      }
      card("How this brand writes") {
        VoicePicture.html(model.profile.habits, beside: model.profile.othersHabits)
        ul { for line in VoiceWords.habits(model.profile) { li { line } } }
      }
      card("What drafts are held to") {
        ul { for line in VoiceWords.constraints(model.profile.constraints) { li { line } } }
      }
    }
  }

  private static func driftCard(_ report: MeasureDrift.Report) -> HTML {
    card("Whether it still writes so") {
      if report.isNotable {
        message(.warn, report.explanation)
        ul { for change in report.notable { li { change.message } } }
        p(.class("hint")) {
          "If this is meant, learn from newer posts below. If not, look at who writes, and what drafts are held to."
        }
      } else {
        p { report.explanation }
      }
    }
  }

  private static func separationBar(_ value: Double) -> HTML {
    let percent = Int((value * 100).rounded())
    return p {
      meter(
        .min("0"), .max("100"), .value(String(percent)), .aria("label", "Separation: \(percent) of 100; 50 is chance")
      ) { HTML.empty }
      small { " \(percent) of 100; 50 is chance" }
    }
  }

  private static func accountForm(
    _ brand: Brand, _ accounts: [HistoryAccount], _ context: PageContext
  ) -> HTML {
    card("Learn from a connected account") {
      form("/brands/\(brand.id)/voice/learn", in: context) {
        selectField(
          Field(
            "connector_id", "Account", value: accounts[0].id.description,
            hint: "Its newest \(LearnFromAccount.most) public posts are read; replies and reposts are left out.",
            required: true), options: accounts.map { ($0.id.description, "\($0.handle) on \($0.platform)") })
        submit("Learn from its posts", .secondary)
      }
    }
  }

  private static func trainForm(
    _ brand: Brand, _ pasted: String, _ problem: Problem?, isFirst: Bool, _ context: PageContext
  ) -> HTML {
    card(isFirst ? "Learn the voice" : "Learn from more posts") {
      problemNotice(problem)
      form("/brands/\(brand.id)/voice/train", in: context) {
        textArea(
          Field(
            "examples", "Posts this brand has published", value: pasted,
            hint:
              "One post a line, or with blank lines between posts that have several lines, or CSV with a text column. At least \(VoiceTrainer.fewestExamples); 40 or more give a sure measure.",
            required: true), rows: 12, problem: problem)
        submit("Learn from these")
      }
    }
  }

  private static func exampleCard(_ examples: [StoredExample], _ count: ExampleCount?) -> HTML {
    card("Posts it learnt from") {
      if let count { p { "\(count.all) posts." } }
      ul(.class("plain")) { for example in examples.prefix(8) { li { blockquote(.dir("auto")) { example.text } } } }
    }
  }

  private static func versionCard(_ brand: Brand, _ versions: [VoiceModel], _ context: PageContext) -> HTML {
    card("Versions") {
      dataTable("Versions of the voice", columns: ["Version", "State", "Posts", "Separation", ""], rows: versions) {
        model in
        td { model.version }
        td { stateBadge(model.state) }
        td { model.profile.examples }
        td { model.trial.separation.map { "\(Int(($0 * 100).rounded())) of 100" } ?? "not known" }
        td {
          if model.state != .active {
            form("/brands/\(brand.id)/voice/\(model.id)/activate", in: context) { submit("Use this one", .quiet) }
          }
        }
      }
    }
  }

  private static func stateBadge(_ state: VoiceState) -> HTML {
    switch state {
    case .active: badge("In use", .good)
    case .superseded: badge("Earlier")
    case .refused: badge("Measured worse", .warn)
    }
  }
}

import Foundation
import Kernel
import Models
import Testing

@testable import Studio

@Suite("which model does what")
struct RoutingTests {
  private static func provider(_ name: String, _ kind: ProviderKind = .openAI) -> ModelProvider {
    let profile = ProviderProfile(
      name: name, kind: kind, baseURL: "https://\(name).example", models: [OfferedModel(name: "m-1")])
    let now = Date(timeIntervalSince1970: 1_790_000_000)
    return ModelProvider(
      id: IDSource.system.new(), version: 1, profile: profile, hasKey: false, trial: nil, created: now, updated: now)
  }

  private let one = Self.provider("one")
  private let two = Self.provider("two", .anthropic)
  private var all: [ModelProvider] { [one, two] }

  @Test("nothing chosen: the providers in order, then the installation's; embeddings stay with the installation")
  func standard() {
    let settings = ModelSettings()
    #expect(settings.chain(for: .write, []) == [ModelChoice(.installation)])
    for task in [ModelTask.write, .rewrite, .translate] {
      #expect(settings.chain(for: task, all).map(\.provider) == [one.id, two.id, nil])
    }
    #expect(settings.chain(for: .embed, all) == [ModelChoice(.installation)])
  }

  @Test("rewriting and translating follow writing until they have a choice of their own")
  func follows() {
    var settings = ModelSettings()
    settings.routes[.write] = [ModelChoice(.provider, provider: two.id)]
    #expect(settings.chain(for: .translate, all).map(\.provider) == [two.id])
    settings.routes[.translate] = [ModelChoice(.provider, provider: one.id)]
    #expect(settings.chain(for: .translate, all).map(\.provider) == [one.id])
    #expect(settings.chain(for: .rewrite, all).map(\.provider) == [two.id])
  }

  @Test("a composer ends the order, and what was removed is left out")
  func ends() {
    var settings = ModelSettings()
    settings.routes[.write] = [
      ModelChoice(.provider, provider: one.id), ModelChoice(.composer), ModelChoice(.installation),
    ]
    #expect(settings.chain(for: .write, all).map(\.provider) == [one.id])
    #expect(settings.chain(for: .write, [two]) == [])
    settings.routes[.write] = [ModelChoice(.composer)]
    #expect(settings.chain(for: .write, all) == [])
  }

  @Test("choices that cannot be are refused with their place")
  func refused() throws {
    func faults(_ task: ModelTask, _ choices: ModelChoice...) -> [String] {
      var settings = ModelSettings()
      settings.routes[task] = choices
      do { try settings.check(all) } catch { return error.fields.map(\.pointer) }
      return []
    }
    #expect(faults(.write, ModelChoice(.provider, provider: one.id, model: "m-1")) == [])
    #expect(faults(.write, ModelChoice(.provider, provider: IDSource.system.new())) == ["/routes/write/0/provider_id"])
    #expect(faults(.write, ModelChoice(.provider)) == ["/routes/write/0/provider_id"])
    #expect(faults(.write, ModelChoice(.provider, provider: one.id, model: "m-9")) == ["/routes/write/0/model"])
    #expect(faults(.write, ModelChoice(.composer, model: "m-1")) == ["/routes/write/0"])
    #expect(faults(.embed, ModelChoice(.provider, provider: two.id)) == ["/routes/embed/0/provider_id"])
    var limits = ModelSettings()
    limits.monthlyMicros = -1
    limits.atOnce = 0
    limits.keepDays = 4_000
    let problem = #expect(throws: Problem.self) { try limits.check([]) }
    #expect(problem?.fields.map(\.pointer) == ["/monthly_usd", "/at_once", "/keep_days"])
  }

  @Test("a price is known or it is not: never zero by accident")
  func prices() {
    #expect(OfferedModel(name: "m").price == nil)
    #expect(
      OfferedModel(name: "m", inputPrice: 0, outputPrice: 0).price?.micros(.init(promptTokens: 9, completionTokens: 9))
        == 0)
    let price = ModelPrice(input: 0.15, output: 0.6)
    #expect(price.micros(ModelUsage(promptTokens: 1_000_000, completionTokens: 0)) == 150_000)
    #expect(price.micros(ModelUsage(promptTokens: 1, completionTokens: 0)) == 1, "rounded up")
    #expect(Dollars.text(5_000_000) == "5.00" && Dollars.text(22) == "0.000022" && Dollars.text(0) == "0.00")
  }
}

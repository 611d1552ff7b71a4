import Accounts
import Bus
import Contracts
import Database
import Foundation
import Jobs
import Kernel
import Publishing
import Studio
import Text
import Web

/// Studio of one process: brands, voices, briefs, and the writing of posts.
struct StudioPlant: Sendable {
  let routes: [Route]
  let parts: StudioParts
  private let workerParts: StudioParts

  init(
    _ ground: Groundwork, events: EventPlant, models: ModelPlant, ownModels: ModelServices, audit: any AuditTrail,
    notifier: any Notifier, zones: Zones, history: any AccountHistory, tools: Tools
  ) throws {
    let operations = Operations(ground.databases.app, doorbell: events.doorbell, time: tools.time)
    var parts = StudioParts(
      database: ground.databases.app, bus: events.bus, audit: audit, notifier: notifier,
      operations: operations, publications: LedgerLookup(ground.databases.app), accounts: ConnectorRules(),
      people: BrandPeople(),
      rules: try PlatformRules.load(), policies: try PolicyShelf.load(), zones: BrandZones(zones),
      tagLists: try TagLists.load(), writing: models.writing, embedder: models.embedder,
      history: history, cards: RenderProcess(program: RenderProcess.ownProgram, time: tools.time), services: ownModels,
      time: tools.time, ids: tools.ids, random: tools.random)
    routes = Studio.routes(parts) + OperationRoutes(operations).routes
    self.parts = parts
    parts.database = ground.databases.worker
    workerParts = parts
  }

  /// `panel`: what Publishing shows beside a post.
  func pages(panel: PostPanel) -> [Route] {
    Studio.pages(parts, StudioSlots(besidePost: { post, context in try await panel.html(post, context) }))
  }

  func register(in registry: inout JobRegistry) throws { try Studio.register(workerParts, in: &registry) }
}

extension BrandZones {
  /// Answers from the zone files.
  init(_ zones: Zones) {
    self.init(
      isZone: { (try? zones.zone($0)) != nil },
      day: { date, name in
        guard let wall = try? zones.zone(name).wallTime(at: date) else { return "" }
        return String(format: "%04d-%02d-%02d", wall.year, wall.month, wall.day)
      })
  }
}

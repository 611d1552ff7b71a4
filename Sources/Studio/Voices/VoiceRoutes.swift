import Database
import HTTPTypes
import Jobs
import Kernel
package import Web

package enum VoiceRoutes {
  package static func all(_ parts: StudioParts) -> [Route] {
    [train(parts), show(parts), drift(parts), versions(parts), examples(parts), activate(parts)]
  }

  private static func train(_ parts: StudioParts) -> Route {
    .post(
      "/v1/brands/{brand_id}/voice/train", "voices:train", "Learn a voice from posts", tag: "Voices",
      body: TrainVoiceBody.self, reply: AcceptedReply.self, status: .accepted, errors: [.conflict],
      options: [.bodyLimit(8 << 20), .preferWait]
    ) { context, body in
      let brand: BrandID = try context.id("brand_id")
      let read =
        if let account = body.connectorID, body.examples == nil, body.csv == nil {
          try await LearnFromAccount(parts).read(account, brand: brand, as: context.tenant)
        } else {
          try body.read()
        }
      return try await parts.accepted(context) { tx in
        AcceptedReply(
          begun: try await TrainVoice(parts).run(read.examples, source: read.source, brand: brand, in: tx),
          kind: VoiceTrainArgs.kind)
      }
    }
  }

  private static func show(_ parts: StudioParts) -> Route {
    .get(
      "/v1/brands/{brand_id}/voice", "voices:read", "The voice in use, explained", tag: "Voices",
      reply: VoiceReply.self
    ) { context in
      let brand = try await parts.brand(context.id("brand_id"), as: context.tenant)
      guard let model = try await parts.database.first(VoiceStatements.active, brand.id, as: context.tenant) else {
        throw Problem(.notFound, "This brand has no voice yet. Train one from posts it has published.")
      }
      let count = try await parts.database.first(VoiceStatements.count, brand.id, as: context.tenant)
      return VoiceReply(model, examples: count)
    }
  }

  private static func drift(_ parts: StudioParts) -> Route {
    .get(
      "/v1/brands/{brand_id}/voice/drift", "voices:read", "How the newest posts differ from the voice", tag: "Voices",
      reply: VoiceDriftReply.self
    ) { context in
      guard let report = try await MeasureDrift(parts).run(context.id("brand_id"), as: context.tenant) else {
        throw Problem(.notFound, "This brand has no voice yet. Train one from posts it has published.")
      }
      return VoiceDriftReply(report)
    }
  }

  private static func versions(_ parts: StudioParts) -> Route {
    .get(
      "/v1/brands/{brand_id}/voice/versions", "voices:read", "The newest 20 versions of a voice", tag: "Voices",
      reply: List<VoiceReply>.self
    ) { context in
      let brand = try await parts.brand(context.id("brand_id"), as: context.tenant)
      let models = try await parts.database.query(VoiceStatements.versions, brand.id, as: context.tenant)
      return List(items: models.map { VoiceReply($0, examples: nil) })
    }
  }

  private static func examples(_ parts: StudioParts) -> Route {
    .get(
      "/v1/brands/{brand_id}/voice/examples", "voices:read", "Posts that the voice was learnt from", tag: "Voices",
      reply: List<VoiceExampleReply>.self, options: [.paged]
    ) { context in
      let brand = try await parts.brand(context.id("brand_id"), as: context.tenant)
      let keyset = try Keyset("voice_examples", brand.id, context.paging)
      let rows = try await parts.database.query(VoiceStatements.examplePage, keyset, as: context.tenant)
      return try context.list(keyset.page("voice_examples", rows) { $0.id }.map(VoiceExampleReply.init))
    }
  }

  private static func activate(_ parts: StudioParts) -> Route {
    .post(
      "/v1/brands/{brand_id}/voice/{voice_id}/activate", "voices:activate",
      "Use another version of the voice", tag: "Voices", body: NoBody.self, reply: VoiceReply.self
    ) { context, _ in
      try await context.perform { tx in
        VoiceReply(
          try await ActivateVoice(parts).run(context.id("voice_id"), brand: context.id("brand_id"), in: tx),
          examples: nil)
      }
    }
  }
}

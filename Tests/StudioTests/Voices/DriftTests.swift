import Database
import Foundation
import Kernel
import TestKit
import Testing
import Text

@testable import Studio

@Suite("Whether a brand still writes as its voice was learnt", .timeLimit(.minutes(3)))
struct DriftTests {
  /// What Insights would have noted of a post that went out.
  private static let sent = Statement<(post: Post, at: Date), Void>.tenant(
    "test.sent",
    """
    INSERT INTO metric_series (org_id, publication_id, brand_id, post_id, connector_id, platform, external_id, published_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    """,
    bind: { input, parameters in
      parameters.append(uuid: UUID())
      parameters.append(input.post.brand)
      parameters.append(input.post.id)
      parameters.append(uuid: UUID())
      parameters.append(input.post.platform)
      parameters.append(input.post.id.description)
      parameters.append(input.at)
    })

  private static let calm = (0..<40).map { number in
    "We roast on day \(number), and the shop smells of plum and cocoa. Come by when you like, we are here until evening."
  }

  /// Posts that went out with these texts.
  private func send(_ texts: [String], _ brand: Brand, _ place: Workplace) async throws {
    for (index, text) in texts.enumerated() {
      var content = Acme.brief
      content.topic = "Topic \(index)"
      let brief = try await place.brief(content, of: brand)
      let (_, posts, variants) = try await place.generated(brief, variants: 1)
      let (post, variant) = (try #require(posts.first), try #require(variants.first))
      _ = try await EditVariant(place.parts).run(variant.id, text: text, expected: nil, as: place.acme)
      _ = try await ChangePost(place.parts).run(.choose(variant.id), on: post.id, as: place.acme)
      _ = try await place.database.worker.execute(Self.sent, (post, at: Date()), as: place.acme)
    }
  }

  @Test("a brand without a voice has no report, and one with few posts is told how many are needed")
  func few() async throws {
    try await Workplace.with { place in
      let brand = try await place.brand()
      let drift = MeasureDrift(place.parts)
      #expect(try await drift.run(brand.id, as: place.acme) == nil)
      try await place.working {
        let operation = try await TrainVoice(place.parts).run(
          try ExampleImport.list(Self.calm), source: "paste", brand: brand.id, as: place.acme)
        _ = try await place.ended(operation)
        try await send(["We roast today."], brand, place)
      }
      let report = try #require(try await drift.run(brand.id, as: place.acme))
      #expect(report.posts == 1 && report.drift == nil && !report.isNotable)
      #expect(report.explanation.contains("1 of the 10 posts"))
      await #expect(throws: Problem.self) { _ = try await drift.run(brand.id, as: place.northwind) }
    }
  }

  @Test("posts that shout where the examples did not are told, by API and words")
  func loud() async throws {
    try await Workplace.with { place in
      let brand = try await place.brand()
      try await place.working {
        let operation = try await TrainVoice(place.parts).run(
          try ExampleImport.list(Self.calm), source: "paste", brand: brand.id, as: place.acme)
        _ = try await place.ended(operation)
        try await send((0..<12).map { "HURRY!!! Deal number \($0) is the BEST EVER!!! Get it NOW!!!" }, brand, place)
      }
      let report = try #require(try await MeasureDrift(place.parts).run(brand.id, as: place.acme))
      #expect(report.posts == 12 && report.isNotable)
      #expect(report.notable.contains { $0.feature == "exclamations" && $0.now > $0.before })
      let reply = VoiceDriftReply(report)
      #expect(reply.recognised.map { $0 < 0.5 } == true && reply.changes.contains(where: \.isNotable))
      #expect(reply.explanation.contains("habits have changed"))
    }
  }
}

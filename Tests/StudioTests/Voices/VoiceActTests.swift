import Contracts
import Database
import Foundation
import Jobs
import Kernel
import TestKit
import Testing
import Text

@testable import Studio

@Suite(.timeLimit(.minutes(3))) struct VoiceActTests {
  private func posts(_ name: String) throws -> [VoiceExample] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Data/social/\(name).csv").standardizedFileURL
    return try ExampleImport.csv(String(decoding: try Data(contentsOf: file), as: UTF8.self))
  }

  private func train(_ place: Workplace, _ examples: [VoiceExample], _ brand: Brand) async throws -> Jobs.Operation {
    let operation = try await TrainVoice(place.parts).run(
      examples, source: "csv", brand: brand.id, as: place.acme)
    return try await place.ended(operation)
  }

  @Test("a voice is learnt from real posts, becomes active and explains itself")
  func learn() async throws {
    try await Workplace.with { place in
      let brand = try await place.brand()
      try await place.working {
        let operation = try await train(place, Array(try posts("account-a").prefix(80)), brand)
        #expect(operation.state == .succeeded)
        let model = try #require(try await place.parts.database.first(VoiceStatements.active, brand.id, as: place.acme))
        #expect(model.version == 1 && model.profile.examples > 50)
        let reply = VoiceReply(model, examples: nil)
        #expect(!reply.habits.isEmpty && !reply.heldTo.isEmpty && !reply.explanation.isEmpty)
        #expect(place.audit.actions.contains("voice.trained"))
        #expect(place.notices.notices.map(\.kind) == [.voiceTrained])
        #expect(place.notices.notices.first?.resource == brand.id.description)
      }
    }
  }

  @Test("the same posts again add no examples but make a version; the one before can be taken up again")
  func versions() async throws {
    try await Workplace.with { place in
      let brand = try await place.brand()
      let examples = Array(try posts("account-a").prefix(60))
      try await place.working {
        _ = try await train(place, examples, brand)
        _ = try await train(place, examples, brand)
        let count = try await place.parts.database.first(VoiceStatements.count, brand.id, as: place.acme)
        #expect((count?.all ?? 0) <= 60)
        let versions = try await place.parts.database.query(VoiceStatements.versions, brand.id, as: place.acme)
        #expect(versions.map(\.version) == [2, 1])
        _ = try await ActivateVoice(place.parts).run(versions[1].id, brand: brand.id, as: place.acme)
        let active = try await place.parts.database.first(VoiceStatements.active, brand.id, as: place.acme)
        #expect(active?.version == 1)
      }
    }
  }

  @Test("too few posts end the operation with what is missing, and the brand stays without a voice")
  func tooFew() async throws {
    try await Workplace.with { place in
      let brand = try await place.brand()
      try await place.working {
        let operation = try await train(place, [VoiceExample(text: "One post only.")], brand)
        #expect(operation.state == .failed)
        #expect(operation.error?.detail.contains("\(VoiceTrainer.fewestExamples)") == true)
        #expect(try await place.parts.database.first(VoiceStatements.active, brand.id, as: place.acme) == nil)
      }
    }
  }

  @Test("a voice of another brand or org cannot be taken up")
  func foreign() async throws {
    try await Workplace.with { place in
      let brand = try await place.brand()
      let absent = try await refusal {
        try await ActivateVoice(place.parts).run(.other, brand: brand.id, as: place.acme)
      }
      #expect(absent?.kind == .notFound)
      let train = try await refusal {
        try await TrainVoice(place.parts).run(
          [VoiceExample(text: "Hi")], source: "paste", brand: brand.id, as: place.northwind)
      }
      #expect(train == Problem.notFound("brand"))
    }
  }
}

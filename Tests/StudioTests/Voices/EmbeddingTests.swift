import Database
import Foundation
import Kernel
import Models
import Synchronization
import TestKit
import Testing

@testable import Studio

@Suite("Embeddings of examples", .timeLimit(.minutes(2)))
struct EmbeddingTests {
  /// Gives every text the same vector, or says that its vectors have another length.
  private final class Numbers: Embedder {
    let name: String
    let dimensions = 384
    let isLong: Bool
    private let asked = Mutex<[EmbeddingKind]>([])

    init(_ name: String, isLong: Bool = false) {
      self.name = name
      self.isLong = isLong
    }

    var kinds: Set<EmbeddingKind> { Set(asked.withLock { $0 }) }

    func embed(_ texts: [String], _ kind: EmbeddingKind) async throws -> [[Float]] {
      asked.withLock { $0.append(kind) }
      if isLong { throw ModelError(.wrongDimensions, "a vector has 1536 numbers instead of 384") }
      return texts.map { _ in [Float](repeating: 0.05, count: dimensions) }
    }
  }

  private let examples = (1...70).map { VoiceExample(text: "Cup \($0) of the winter blend is ready at the bar today.") }

  private func train(_ place: Workplace, _ brand: Brand) async throws {
    let operation = try await TrainVoice(place.parts).run(examples, source: "csv", brand: brand.id, as: place.acme)
    _ = try await place.ended(operation)
  }

  /// How many examples have an embedding of each model; nil for none.
  private func models(_ place: Workplace) async throws -> [String: Int] {
    let sql = "SELECT coalesce(embedding_model, ''), count(*) FROM voice_examples GROUP BY 1"
    let rows = try await place.database.asSuperuser { try await $0.rows(sql) }
    return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] ?? "", Int($0[1] ?? "") ?? 0) })
  }

  @Test("those of another model are made anew when the voice is next trained, and all are asked for as passages")
  func changedModel() async throws {
    try await Workplace.with { place in
      var place = place
      let brand = try await place.brand()
      place.parts.embedder = Numbers("one")
      try await place.working {
        try await train(place, brand)
        try await until { try await models(place) == ["one": 70] }
      }
      let two = Numbers("two")
      place.parts.embedder = two
      try await place.working {
        try await train(place, brand)
        try await until { try await models(place) == ["two": 70] }
      }
      #expect(two.kinds == [.passage])
    }
  }

  @Test("a model whose vectors never fit is asked once, and the voice is trained all the same")
  func wrongLength() async throws {
    try await Workplace.with { place in
      var place = place
      let brand = try await place.brand()
      place.parts.embedder = Numbers("long", isLong: true)
      try await place.working {
        try await train(place, brand)
        let reasons = "SELECT reason FROM system.jobs WHERE kind = 'voice-train' AND reason = 'wrong-dimensions'"
        try await until { try await place.database.asSuperuser { try await $0.rows(reasons) }.count == 1 }
      }
      #expect(try await models(place) == ["": 70])
    }
  }
}

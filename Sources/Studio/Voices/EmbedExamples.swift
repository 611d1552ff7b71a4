import Database
import Jobs
import Kernel
import Models

/// Gives examples their embeddings, 32 at a time, in the background. It can stop anywhere and go on later: what has
/// none yet, or those of another model, is what remains. Nothing waits for it.
struct EmbedExamples: Sendable {
  let parts: StudioParts

  init(_ parts: StudioParts) { self.parts = parts }

  func run(_ brand: BrandID, _ context: JobContext) async throws -> JobOutcome {
    guard let embedder = try await parts.embedder(for: brand, context.database, as: context.tenant) else {
      return .cancel("no-embedder")
    }
    let batch = try await context.database.query(
      VoiceStatements.unembedded, (brand: brand, model: embedder.name), as: context.tenant)
    guard !batch.isEmpty else { return .done }
    let vectors: [[Float]]
    do { vectors = try await embedder.embed(batch.map(\.text), .passage) } catch let error as ModelError
      where error.kind == .wrongDimensions
    { return .cancel(error.kind.rawValue) }
    let embeddings = zip(batch, vectors).map { Embedding(example: $0.id, vector: $1, model: embedder.name) }
    try await context.database.transaction(as: context.tenant) { tx in
      try await tx.executeEach(VoiceStatements.embed, embeddings)
      if batch.count == 32 {
        try await tx.enqueue(VoiceTrainArgs(brand: brand, task: .embed), priority: .background, ids: parts.ids)
      }
      try await context.complete(in: tx)
    }
    return .done
  }
}

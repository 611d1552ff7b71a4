import Kernel
import Models

/// A model whose every call is held to the organisation's limits and recorded.
struct MeteredModel: LanguageModel {
  var name: String { model.name }
  private let model: any LanguageModel
  private let plan: CallPlan
  private let ledger: CallLedger
  private let time: TimeSource

  init(_ model: any LanguageModel, _ plan: CallPlan, _ ledger: CallLedger, time: TimeSource) {
    self.model = model
    self.plan = plan
    self.ledger = ledger
    self.time = time
  }

  func stream(_ request: ModelRequest) -> AsyncThrowingStream<ModelChunk, any Error> {
    AsyncThrowingStream { continuation in
      let task = Task {
        do {
          try await pass(request, to: continuation)
          continuation.finish()
        } catch {
          continuation.finish(throwing: error)
        }
      }
      continuation.onTermination = { _ in task.cancel() }
    }
  }

  private func pass(
    _ request: ModelRequest, to output: AsyncThrowingStream<ModelChunk, any Error>.Continuation
  ) async throws {
    let prompt = request.written
    let call = try await ledger.open(plan, prompt: prompt, mostAnswer: request.maxTokens)
    var notes = CallNotes(prompt: prompt, price: plan.price, began: time.monotonic())
    do {
      for try await chunk in model.stream(request) {
        notes.take(chunk, at: time.monotonic())
        output.yield(chunk)
      }
      try Task.checkCancellation()
    } catch {
      await ledger.settle(call, notes.end(error, at: time.monotonic()))
      throw error
    }
    await ledger.settle(call, notes.end(nil, at: time.monotonic()))
  }
}

/// An embedder whose every call is held to the organisation's limits and recorded, without the texts.
struct MeteredEmbedder: Embedder {
  var name: String { embedder.name }
  var dimensions: Int { embedder.dimensions }
  private let embedder: any Embedder
  private let plan: CallPlan
  private let ledger: CallLedger
  private let time: TimeSource

  init(_ embedder: any Embedder, _ plan: CallPlan, _ ledger: CallLedger, time: TimeSource) {
    self.embedder = embedder
    self.plan = plan
    self.ledger = ledger
    self.time = time
  }

  func embed(_ texts: [String], _ kind: EmbeddingKind) async throws -> [[Float]] {
    let prompt = texts.joined(separator: "\n")
    let call = try await ledger.open(plan, prompt: prompt, mostAnswer: 0)
    var notes = CallNotes(prompt: prompt, price: plan.price, began: time.monotonic())
    notes.keepsWords = false
    do {
      let vectors = try await embedder.embed(texts, kind)
      await ledger.settle(call, notes.end(nil, at: time.monotonic()))
      return vectors
    } catch {
      await ledger.settle(call, notes.end(error, at: time.monotonic()))
      throw error
    }
  }
}

/// What is noted while an answer comes.
struct CallNotes: Sendable {
  /// Bytes of an answer that are kept.
  private static let mostKept = 256_000
  var keepsWords = true
  private let prompt: String
  private let price: ModelPrice?
  private let began: ContinuousClock.Instant
  private var answer = ""
  private var firstToken: Duration?
  private var finish: ModelEnd?

  init(prompt: String, price: ModelPrice?, began: ContinuousClock.Instant) {
    self.prompt = prompt
    self.price = price
    self.began = began
  }

  mutating func take(_ chunk: ModelChunk, at now: ContinuousClock.Instant) {
    switch chunk {
    case .started: break
    case .text(let piece):
      firstToken = firstToken ?? began.duration(to: now)
      if answer.utf8.count < Self.mostKept { answer += piece }
    case .finished(let end): finish = end
    }
  }

  func end(_ error: (any Error)?, at now: ContinuousClock.Instant) -> CallEnd {
    let usage = finish?.usage ?? estimate(error)
    return CallEnd(
      state: error == nil ? .answered : .failed, error: error.map(Self.word), finish: finish?.finish.rawValue,
      usage: usage, isCounted: finish?.usage != nil, costMicros: price?.micros(usage), firstToken: firstToken,
      total: began.duration(to: now), answerDigest: answer.isEmpty ? nil : hexDigest(answer),
      payload: keepsWords ? ModelPayload(prompt: prompt, answer: answer) : nil)
  }

  /// Where the provider gave no count. Refused calls cost nothing; those that broke off may have.
  private func estimate(_ error: (any Error)?) -> ModelUsage {
    let mayHaveCost = error.map { ($0 as? ModelError)?.mayHaveCost ?? true } ?? true
    guard mayHaveCost || !answer.isEmpty else { return ModelUsage(promptTokens: 0, completionTokens: 0) }
    return ModelUsage(
      promptTokens: TokenEstimate.likely(prompt.utf8.count),
      completionTokens: TokenEstimate.likely(answer.utf8.count))
  }

  private static func word(_ error: any Error) -> String {
    if let error = error as? ModelError { return error.kind.rawValue }
    return error is CancellationError ? ModelError.Kind.cancelled.rawValue : "fault"
  }
}

extension ModelRequest {
  /// All that is sent, as people read it.
  var written: String {
    let parts = (system.map { ["system:\n" + $0] } ?? []) + messages.map { "\($0.role.rawValue):\n\($0.content)" }
    return parts.joined(separator: "\n\n")
  }
}

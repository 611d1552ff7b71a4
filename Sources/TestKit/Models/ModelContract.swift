package import Foundation
package import Kernel
package import Logging
package import Models
import Transport

/// What every model that is asked over HTTP must do. A driver's tests give a folder with its protocol's recordings, one
/// for each check, and a way to make the model for the server that plays them.
package struct ModelContract: Sendable {
  /// Of the server, the key, the time to the first token, and the log that everything is written to.
  package typealias Make =
    @Sendable (_ origin: String, _ key: Redacted<String>, _ firstToken: Duration, _ log: Logger) throws ->
    any LanguageModel

  static let key = "key-of-acme-that-nobody-may-read-70613"
  static let request = ModelRequest(
    system: "You write for Acme Coffee.", messages: [.user("Say hello.")], maxTokens: 60, temperature: 0.8, seed: 7,
    jsonSchema: .init(name: "post", text: #"{"type":"object"}"#))

  private let folder: URL
  private let make: Make

  package init(recorded folder: URL, _ make: @escaping Make) {
    self.folder = folder
    self.make = make
  }

  package func all() async throws {
    try await streamsInOrder()
    try await saysHowItEnded()
    try await cancelStopsTheRequest()
    try await neverAnswering()
    try await refusesWhatIsNoAnswer()
    try await passesOnWhateverTextComes()
    try await tellsRefusalsApart()
    try await asksPlainlyWhenOptionsAreRefused()
    try await keepsTheKey()
  }

  /// Started once, then the text piece by piece as it comes, then the end with what was counted.
  package func streamsInOrder() async throws {
    try await playing("whole") { model, _ in
      var chunks: [ModelChunk] = []
      for try await chunk in model.stream(Self.request) { chunks.append(chunk) }
      guard case .started(let name)? = chunks.first, case .finished(let end)? = chunks.last else {
        throw Problem(.internal, "starts with started and ends with finished: \(chunks)")
      }
      try check(!name.isEmpty, "the model that answered is named")
      let pieces = chunks.dropFirst().dropLast().map { if case .text(let piece) = $0 { piece } else { "?" } }
      try check(pieces == ["Hello", " from the", " roastery 🎉"], "the pieces in order: \(pieces)")
      try check(end.finish == .stop, "stopped by itself")
      try check(end.usage == ModelUsage(promptTokens: 25, completionTokens: 7), "counted: \(end.usage as Any)")
      try check(end.timings.firstToken != nil, "the first token is timed")
    }
  }

  package func saysHowItEnded() async throws {
    for (name, finish) in [("length", ModelFinish.length), ("filtered", .filtered)] {
      try await playing(name) { model, _ in
        let reply = try await model.complete(Self.request)
        try check(reply.finish == finish, "\(name): \(reply.finish)")
      }
    }
  }

  /// Whoever stops reading ends the request: the server sees the connection go.
  package func cancelStopsTheRequest() async throws {
    try await playing("halfway") { model, server in
      try await Self.readOnePiece(of: model)
      await server.waitUntilLeft()
    }
  }

  private static func readOnePiece(of model: any LanguageModel) async throws {
    for try await chunk in model.stream(request) { if case .text = chunk { return } }
  }

  /// Neither silence before the reply's head nor silence after it is waited for longer than the time to the first token.
  package func neverAnswering() async throws {
    for name in ["mute", "silent"] {
      try await playing(name, firstToken: .milliseconds(150)) { model, server in
        let error = await Self.failure(of: model)
        try check(error?.kind == .noFirstToken && error?.afterFirstToken == false, "\(name): \(error as Any)")
        await server.waitUntilLeft()
      }
    }
  }

  package func refusesWhatIsNoAnswer() async throws {
    let cases: [(String, ModelError.Kind, Bool)] = [
      ("garbage", .garbage, false), ("broken-json", .garbage, true), ("long-line", .tooLarge, true),
      ("cut", .cutShort, true), ("ends-early", .cutShort, true), ("error-in-stream", .overloaded, true),
    ]
    for (name, kind, afterText) in cases {
      try await playing(name) { model, _ in
        let error = await Self.failure(of: model)
        try check(error?.kind == kind && error?.afterFirstToken == afterText, "\(name): \(error as Any)")
      }
    }
  }

  /// Nothing, markup or another language is an answer: whether it is a post is for the reader to judge.
  package func passesOnWhateverTextComes() async throws {
    for (name, text) in [("nothing", ""), ("markup", "<p>Hello</p>"), ("other-language", "Grüße aus der Rösterei")] {
      try await playing(name) { model, _ in
        let reply = try await model.complete(Self.request)
        try check(reply.text == text && reply.finish == .stop, "\(name): \(reply)")
      }
    }
  }

  package func tellsRefusalsApart() async throws {
    let cases: [(String, ModelError.Kind, ModelError.Retry)] = [
      ("denied", .denied, .never), ("unknown-model", .unknownModel, .never), ("no-credit", .quotaExceeded, .never),
      ("rate-limited", .rateLimited, .later(.seconds(7))), ("overloaded", .overloaded, .later(.seconds(5))),
      ("server-error", .serverError, .later(.seconds(1))), ("too-long", .promptTooLong, .never),
    ]
    for (name, kind, retry) in cases {
      try await playing(name) { model, server in
        let error = await Self.failure(of: model)
        try check(error?.kind == kind && error?.retry == retry, "\(name): \(error as Any)")
        try check(error?.afterFirstToken == false, "\(name): nothing was shown")
        try check(server.requests.count == 1, "\(name): asked once")
      }
    }
  }

  /// A request that is refused for an option is repeated once without any, and the next one begins so.
  package func asksPlainlyWhenOptionsAreRefused() async throws {
    try await playing("refused-then-whole") { model, server in
      for _ in 0..<2 {
        let reply = try await model.complete(Self.request)
        try check(reply.text == "Hello from the roastery 🎉", "\(reply)")
      }
      let bodies = server.requests.map(\.body)
      try check(bodies.count == 3, "the first is asked twice, the second once: \(bodies.count)")
      try check(bodies[0].contains("temperature") && !bodies[1].contains("temperature"), "without the option")
      try check(bodies.allSatisfy { !$0.contains("\"tools\"") }, "no tools, ever")
    }
    try await playing("rejected") { model, server in
      let error = await Self.failure(of: model)
      try check(error?.kind == .rejected && error?.retry == .never, "\(error as Any)")
      try check(server.requests.count == 2, "not a third time")
    }
  }

  /// Neither log nor error nor the model's own description shows it, also when the server repeats it.
  package func keepsTheKey() async throws {
    for name in ["whole", "denied", "error-in-stream", "garbage"] {
      let lines = LogLines()
      try await playing(name, log: lines.logger) { model, server in
        let error = await Self.failure(of: model)
        try check(server.requests.contains { $0.headers.values.contains { $0.contains(Self.key) } }, "it was sent")
        var texts = lines.all + ["\(model)", String(reflecting: model)]
        if let error { texts += ["\(error)", error.userMessage, String(reflecting: error.problem)] }
        try check(!lines.all.isEmpty, "something was logged")
        try check(!texts.contains { $0.contains(Self.key) }, "the key is nowhere: \(name)")
      }
    }
  }

  // MARK: How

  private func playing(
    _ name: String, firstToken: Duration = .seconds(60), log: Logger = .quiet,
    _ body: (any LanguageModel, ReplayServer) async throws -> Void
  ) async throws {
    let file = folder.appendingPathComponent(name + ".exchange")
    let server = try ReplayServer(try RecordedExchange.all(in: file, key: Self.key))
    defer { server.stop() }
    try await body(try make(server.url, Redacted(Self.key), firstToken, log), server)
    try check(server.faults.isEmpty, "\(name): \(server.faults)")
  }

  private static func failure(of model: any LanguageModel) async -> ModelError? {
    do {
      _ = try await model.complete(request)
      return nil
    } catch {
      return error as? ModelError
    }
  }
}

private func check(_ truth: Bool, _ sentence: String) throws {
  if !truth { throw Problem(.internal, sentence) }
}

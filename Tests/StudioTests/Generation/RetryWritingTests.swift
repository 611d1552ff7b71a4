import Contracts
import Database
import Jobs
import Kernel
import Synchronization
import TestKit
import Testing

@testable import Studio

@Suite("Writing again what failed", .timeLimit(.minutes(2))) struct RetryWritingTests {
  @Test("a variant that could not be written is written when it is tried again, and nothing else with it")
  func alone() async throws {
    try await Workplace.with { place in
      let brief = try await place.brief()
      try await place.working(registering: failingOnce) {
        let (operation, posts, before) = try await place.generated(brief, variants: 3)
        let post = try #require(posts.first)
        #expect(operation.state == .succeeded)
        #expect(before.map(\.ordinal) == [1, 3] && post.reason.contains("Variant 2"))

        let mended = try await retry(post.id, place)
        #expect(mended.reason.isEmpty && mended.planned == 3)
        var after: [Variant] = []
        while after.count < 3 {
          after = try await place.parts.database.query(VariantStatements.ofBrief, brief.id, as: place.acme)
        }
        #expect(after.map(\.ordinal) == [1, 2, 3])
        #expect(after.filter { $0.ordinal != 2 } == before)
      }
    }
  }

  @Test("where nothing has failed there is nothing to try again, and a second try finds none")
  func nothing() async throws {
    try await Workplace.with { place in
      let brief = try await place.brief()
      try await place.working(registering: failingOnce) {
        let (_, posts, _) = try await place.generated(brief, variants: 2)
        let post = try #require(posts.first)
        _ = try await retry(post.id, place)
        #expect(try await refusal { try await retry(post.id, place) }?.kind == .conflict)
      }
    }
  }

  @Test("another org's post is answered like one that never was")
  func foreign() async throws {
    try await Workplace.with { place in
      let brief = try await place.brief()
      try await place.working(registering: failingOnce) {
        let (_, posts, _) = try await place.generated(brief, variants: 2)
        let post = try #require(posts.first)
        let theirs = try await refusal {
          try await place.parts.act(as: place.northwind) { try await RetryWriting(place.parts).run(post.id, in: $0) }
        }
        #expect(theirs?.kind == .notFound)
      }
    }
  }

  private func retry(_ post: PostID, _ place: Workplace) async throws -> Post {
    try await place.parts.act(as: place.acme) { try await RetryWriting(place.parts).run(post, in: $0) }
  }

  /// Studio's jobs, with a writer that gives up on the second variant the first time.
  private func failingOnce(_ parts: StudioParts, _ registry: inout JobRegistry) throws {
    try registry.register(FailingOnce(inner: GenerateJob(parts)))
    try registry.register(HashtagJob(parts))
    try registry.register(ImagePromptJob(parts))
  }
}

private final class FailingOnce: JobHandler {
  private struct Broken: RetryAdvice {
    let reason = "the pen is broken"
    let isFinal = true
    let retryAfter: Duration? = nil
  }

  private let inner: GenerateJob
  private let hasFailed = Mutex(false)

  init(inner: GenerateJob) { self.inner = inner }

  func run(_ args: GenerateArgs, _ context: JobContext) async throws -> JobOutcome {
    if case .variant(let task) = args.task, task.ordinal == 2,
      hasFailed.withLock({ failed in
        defer { failed = true }
        return !failed
      })
    {
      throw Broken()
    }
    return try await inner.run(args, context)
  }

  func gaveUp(_ args: GenerateArgs, _ reason: String, _ context: JobContext, in tx: Transaction) async throws {
    try await inner.gaveUp(args, reason, context, in: tx)
  }
}

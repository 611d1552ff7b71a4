import Foundation
import Kernel
import TestKit
import Text

/// How fast posts are measured by the rules of X, beside the same rules in Python, and how long a draft's whole lint
/// takes. Both on real posts, which lie beside the checkout.
struct LintSpeed: Measurement {
  static let peer = "lint_vs_peer"
  static let draft = "lint_draft_p99_ms"
  let figures = [peer, draft]
  private let scale: Scale

  init(_ scale: Scale) { self.scale = scale }

  func run(_ wanted: Set<String>) async throws -> [Figure] {
    let files = try SocialPosts.files()
    let posts = try SocialPosts.texts(files)
    var result: [Figure] = []
    if wanted.contains(Self.peer) { result.append(try await besidePeer(posts, files)) }
    if wanted.contains(Self.draft) { result.append(try draft(posts)) }
    return result
  }

  /// In turns; both by the processor time of one thread.
  private func besidePeer(_ posts: [String], _ files: [URL]) async throws -> Figure {
    struct Rate: Decodable { var perSecond: Double }
    var rounds: [(ours: Double, theirs: Double)] = []
    for number in 1...scale.rounds {
      let command = try Python.command("lint.py", files.map(\.path))
      let (child, rate) = try await ChildServer.start(command, as: Rate.self)
      await child.stop()
      rounds.append((perSecond(posts), rate.perSecond))
      Report.note("round \(number): ours \(Int(rounds[number - 1].ours)), theirs \(Int(rate.perSecond)) posts/s")
    }
    return Figure(
      Self.peer, rounds.map(\.ours).median, "posts/s", against: "twitter-text-parser",
      ratio: rounds.map { $0.ours / $0.theirs }.median, goal: .ratioAtLeast(20))
  }

  /// Length, validity and ranges of each post, and its entities.
  private func perSecond(_ posts: [String]) -> Double {
    var found = 0
    let seconds = ThreadClock.seconds {
      for post in posts { found += WeightedLength(post).length + Entities.extract(post).count }
    }
    return found > 0 ? Double(posts.count) / seconds : 0
  }

  /// Each post on all platforms, against a brief that says something else, which leaves the most to find.
  private func draft(_ posts: [String]) throws -> Figure {
    let platforms = try PlatformRules.load().all
    let brief = GroundingSource("brief", "Our oat milk week: all oat drinks cost 3 EUR from 12 to 18 May.")
    var milliseconds: [Double] = []
    for post in posts {
      let began = TimeSource.system.monotonic()
      let results = DraftLint.check(post, on: platforms, never: ["cheap"], sources: [brief])
      guard results.count == platforms.count else { throw Problem(.internal, "a platform is missing") }
      milliseconds.append((TimeSource.system.monotonic() - began) / .milliseconds(1))
    }
    Report.note(
      "draft on \(platforms.count) platforms: p50 \(milliseconds.median.short) ms, "
        + "p99 \(milliseconds.quantile(0.99).short) ms, longest \(milliseconds.quantile(1).short) ms")
    return Figure(
      Self.draft, milliseconds.quantile(0.99), "ms", atMost: 2, "a draft on \(platforms.count) platforms, p99")
  }
}

/// The posts of two accounts in `../shared/data/social`, which are no part of the repository.
enum SocialPosts {
  /// Throws when there are none.
  static func files() throws -> [URL] {
    let folder = Checkout.root.appendingPathComponent("../shared/data/social").standardizedFileURL
    let found = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    let files = found.filter { $0.pathExtension == "csv" }.sorted { $0.path < $1.path }
    guard !files.isEmpty else { throw Problem(.internal, "the posts of ../shared/data/social are not here") }
    return files
  }

  static func texts(_ files: [URL]) throws -> [String] {
    try files.flatMap { try CSVReader.examples(Array(Data(contentsOf: $0))) }
  }
}

enum ThreadClock {
  /// What this thread computes in `body`.
  static func seconds(_ body: () -> Void) -> Double {
    let began = nanoseconds(CLOCK_THREAD_CPUTIME_ID)
    body()
    return Double(nanoseconds(CLOCK_THREAD_CPUTIME_ID) - began) / 1e9
  }

  private static func nanoseconds(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

import Foundation
import Kernel
import Models
import Synchronization
import Text

@testable import Studio

/// Values that the tests share: two brands one remembers, and a brief.
enum Acme {
  static let profile = BrandProfile(
    name: "Acme Coffee", colours: ["#3b2a1a", "#f4e9d8"],
    facts: [
      BrandFact(text: "Acme Coffee roasts in Graz since 1987."),
      BrandFact(text: "Shipping is free above 30 euros.", expires: "2026-06-30"),
    ], always: ["Acme Coffee"], never: ["cheap"], zone: "Europe/Vienna")

  static let brief = BriefContent(
    topic: "Our winter blend is back", audience: "People who brew at home", tone: "warm", platforms: ["bluesky"],
    competitors: ["Bean Barn"], facts: ["Notes of plum and cocoa.", "250 grams for 12 euros."],
    offer: "Two bags for 20 euros until Sunday", link: "https://acme.example/winter",
    callToAction: "Order your bag today")

  static func rules(
    _ brief: BriefContent = brief, brand: BrandProfile = profile, platform: String = "bluesky",
    language: String = "en", voice: VoiceScorer? = nil, today: String = "2026-05-01"
  ) throws -> JudgeRules {
    JudgeRules(
      platform: try platformRules(platform), language: language, brand: brand, brief: brief, voice: voice,
      today: today, policies: [try packs.get()])
  }

  private static let packs = Result { try PolicyShelf.load().packs }

  static func platformRules(_ id: String) throws -> PlatformLimits {
    guard let platform = try PlatformRules.load()[id] else { throw Problem.notFound("platform") }
    return platform
  }

  static let zones = BrandZones(isZone: { ["UTC", "Europe/Vienna"].contains($0) }, day: { _, _ in "2026-05-01" })
}

/// A model that answers from a script, one entry per call, the last one again and again.
final class ScriptedModel: LanguageModel {
  enum Act: Sendable {
    case text(String)
    case fail(ModelError.Kind)
    /// Never goes on.
    case hang
  }

  let name = "scripted/1"
  private let script: [[Act]]
  private let calls = Mutex<[ModelRequest]>([])

  init(_ script: [Act]...) { self.script = script }

  var requests: [ModelRequest] { calls.withLock { $0 } }

  func stream(_ request: ModelRequest) -> AsyncThrowingStream<ModelChunk, any Error> {
    let call = calls.withLock { calls in
      calls.append(request)
      return calls.count - 1
    }
    let acts = script[min(call, script.count - 1)]
    let (stream, continuation) = AsyncThrowingStream<ModelChunk, any Error>.makeStream()
    continuation.yield(.started(model: name))
    Self.play(acts, continuation)
    return stream
  }

  private static func play(_ acts: [Act], _ out: AsyncThrowingStream<ModelChunk, any Error>.Continuation) {
    for act in acts {
      switch act {
      case .text(let piece): out.yield(.text(piece))
      case .fail(let kind): return out.finish(throwing: ModelError(kind, "scripted"))
      case .hang: return
      }
    }
    let timings = ModelTimings(firstToken: .zero, total: .zero)
    out.yield(.finished(ModelEnd(finish: .stop, usage: nil, timings: timings)))
    out.finish()
  }
}

/// A clock on which every sleep of at most `patience` is over at once and longer ones never end.
func impatientTime(_ patience: Duration) -> TimeSource {
  var time = TimeSource.system
  time.sleep = { duration in
    guard duration > patience else { return }
    let (never, hold) = AsyncStream<Void>.makeStream()
    for await _ in never {}
    hold.finish()
    try Task.checkCancellation()
  }
  return time
}

/// The JSON that a model is asked for.
func answer(_ post: String) throws -> String {
  String(decoding: try JSONEncoder().encode(["post": post]), as: UTF8.self)
}

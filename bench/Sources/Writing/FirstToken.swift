import Foundation
import Kernel
import TestKit

/// What we add between a model's first token and its arrival at whoever watches, beside the model's own time.
struct FirstToken: Measurement {
  let figures = ["ttft_added_p50_ms"]
  private let scale: Scale

  init(_ scale: Scale) { self.scale = scale }

  func run(_ wanted: Set<String>) async throws -> [Figure] {
    let model = try await MockModel.start()
    let added = try await Served.with(callers: 1, ["--model", model.url]) { served in
      let writer = try await Writer(Client(served.stage.callers[0], at: served.stage.url), withVoice: false)
      let feed = try await writer.client.events("gen.preview", "gen.variant_ready")
      var added: [Double] = []
      for _ in 1...scale.tokens {
        let brief = try await writer.brief(platforms: ["mastodon"], languages: ["en"])
        let before = feed.count
        try await writer.generate(brief, variants: 1)
        let seen = try await feed.wait(for: before + 1)
        guard let said = model.firstTokens.values.last else {
          throw Problem(.internal, "the model was not asked")
        }
        added.append((seen[before].at - said) / .milliseconds(1))
        _ = try await feed.wait(for: 1, of: brief)
      }
      feed.close()
      return added
    }
    try await model.stop()
    Report.note("time to first token, added: p50 \(added.median.short) ms, p95 \(added.quantile(0.95).short) ms")
    return [Figure(figures[0], added.median, "ms", atMost: 2, "beside the model's own time")]
  }
}

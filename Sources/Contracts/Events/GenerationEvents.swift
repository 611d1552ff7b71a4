package import Kernel

package struct GenerationStarted: EventPayload, Equatable {
  package static let subject = "gen.started"
  package static let summary = "Writing began for a brief: one post for each platform and language."
  package static let example = GenerationStarted(brief: .sample(1), operation: .sample(2), posts: [.sample(3)])

  package var brief: BriefID
  package var operation: OperationID
  package var posts: [PostID]

  package init(brief: BriefID, operation: OperationID, posts: [PostID]) {
    self.brief = brief
    self.operation = operation
    self.posts = posts
  }
}

package struct VariantReady: EventPayload, Equatable {
  package static let subject = "gen.variant_ready"
  package static let summary = "A variant is written, grounded, scored and stored."
  package static let example = VariantReady(
    post: .sample(3), variant: .sample(4), platform: "bluesky", language: "en", number: 1)

  package var post: PostID
  package var variant: VariantID
  package var platform: String
  package var language: String
  /// From 1, among the post's variants.
  package var number: Int

  package init(post: PostID, variant: VariantID, platform: String, language: String, number: Int) {
    self.post = post
    self.variant = variant
    self.platform = platform
    self.language = language
    self.number = number
  }
}

package struct VariantFailed: EventPayload, Equatable {
  package static let subject = "gen.variant_failed"
  package static let summary = "A variant could not be written; its siblings go on, and it can be tried again alone."
  package static let example = VariantFailed(post: .sample(3), number: 2, reason: "model-unavailable")

  package var post: PostID
  package var number: Int
  /// A stable word, never the text of an error.
  package var reason: String

  package init(post: PostID, number: Int, reason: String) {
    self.post = post
    self.number = number
    self.reason = reason
  }
}

package struct GenerationFinished: EventPayload, Equatable {
  package static let subject = "gen.finished"
  package static let summary = "Every variant of a brief is written or has failed."
  package static let example = GenerationFinished(brief: .sample(1), operation: .sample(2), ready: 11, failed: 1)

  package var brief: BriefID
  package var operation: OperationID
  package var ready: Int
  package var failed: Int

  package init(brief: BriefID, operation: OperationID, ready: Int, failed: Int) {
    self.brief = brief
    self.operation = operation
    self.ready = ready
    self.failed = failed
  }
}

package struct PostChanged: EventPayload, Equatable {
  package static let subject = "gen.post_changed"
  package static let summary = "A post's text, chosen variant or state changed; `version` is the new one."
  package static let example = PostChanged(post: .sample(3), version: 4, state: "ready")

  package var post: PostID
  package var version: Int
  /// generating, draft, ready or archived.
  package var state: String

  package init(post: PostID, version: Int, state: String) {
    self.post = post
    self.version = version
    self.state = state
  }
}

package struct VoiceTrained: EventPayload, Equatable {
  package static let subject = "gen.voice_trained"
  package static let summary = "A voice was measured from examples; `active` says whether it is in use now."
  package static let example = VoiceTrained(voice: .sample(5), number: 3, active: true, separation: 0.91)

  package var voice: VoiceModelID
  package var number: Int
  package var active: Bool
  /// How well it tells the brand's held-back posts from others', 0.5 (chance) to 1.
  package var separation: Double?

  package init(voice: VoiceModelID, number: Int, active: Bool, separation: Double?) {
    self.voice = voice
    self.number = number
    self.active = active
    self.separation = separation
  }
}

/// A post before it is written: what opens it, what follows in which order, and in which form.
struct Plan: Sendable {
  enum Body: Sendable, Equatable {
    case prose
    /// A line each, after this mark.
    case bullets(String)
    /// A line each, numbered.
    case steps
  }

  var frame: ComposedDraft.Frame
  var opening: Opening
  /// In the order to be said; the opening's own are not among them.
  var points: [Point]
  var body: Body = .prose
  /// Says what the post is about, after the beats of a story.
  var closingTopic: String?
  /// How many of `points` are the story's beats, said in order before everything else.
  var beats = 0
}

/// The first words of a post.
struct Opening: Sendable, Equatable {
  /// The sentence that makes a reader stop.
  var hook: String
  /// Says what the post is about, when the hook does not.
  var topic: String?
  /// Announces the list that follows; only while there is one.
  var listLine: String?
  /// Places in the reading's points that are said already.
  var used: Set<Int> = []
  var usesOffer = false
  /// Grave enough that no mark of joy belongs to it.
  var isSober = false
  /// Says what the post is about as well, in other words.
  var coversTopic = false
}

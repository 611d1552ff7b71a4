package import Text

/// Splits a brand's posts into those to learn from and those kept back for the test. Which part a post belongs to
/// follows from its own text, so a post that was kept back once is never learnt from later.
package struct VoiceSplit: Sendable, Equatable {
  package var training: [String]
  package var heldBack: [String]

  /// One post in five is kept back, once there are enough to learn from the rest.
  package init(_ texts: [String]) {
    let kept = texts.filter { Self.bucket($0) == 0 }
    let rest = texts.filter { Self.bucket($0) != 0 }
    let isEnough = kept.count >= 5 && rest.count >= max(16, VoiceTrainer.fewestExamples)
    training = isEnough ? rest : texts
    heldBack = isEnough ? kept : []
  }

  private static func bucket(_ text: String) -> Int {
    Int(hexDigest(canonical(text)).prefix(4), radix: 16).map { $0 % 5 } ?? 1
  }
}

/// Area under the ROC curve: the share of (own, other) pairs in which the own post scores higher, ties counting half.
package enum Separation {
  /// Nil when one side is empty.
  package static func auc(own: [Double], others: [Double]) -> Double? {
    own.isEmpty || others.isEmpty ? nil : VoiceSeparation.auc(own, others)
  }

  /// Posts without words are left out.
  package static func auc(_ voice: VoiceScorer, own: [String], others: [String]) -> Double? {
    auc(own: own.compactMap(voice.evidence), others: others.compactMap(voice.evidence))
  }
}

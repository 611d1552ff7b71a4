/// What a rule looks for in a text. Pure description; `PolicySet` compiles it.
package indirect enum PolicyCondition: Sendable, Equatable {
  case words(PolicyWords)
  /// Links to one of these hosts or to a host below one; empty means any link.
  case links([String])
  /// One of these characters.
  case characters(Set<UInt32>)
  /// More than so many of a kind of entity.
  case moreThan(Int, Entity.Kind)
  /// Something known about the post that does not stand in it; see `PolicyContext.facts`.
  case fact(String)
  case any([PolicyCondition])
  case all([PolicyCondition])
  case not(PolicyCondition)
  /// Both, with at most so many words between.
  case near(PolicyCondition, PolicyCondition, within: Int)
  /// A definition's name, `pack.name` or one of the same pack.
  case use(String)
  /// Only what of it stands in the place.
  case placed(PolicyPlace, PolicyCondition)
  /// Only there; elsewhere it does not hold.
  case scoped(PolicyScope, PolicyCondition)
}

/// Where in a text something stands.
package enum PolicyPlace: String, Sendable, CaseIterable {
  /// Among the first four words.
  case start
  /// Where every reader sees it: above the fold, and near the start of a long text.
  case early
  /// Early and not in a string of tags.
  case clear
  /// In a string of tags.
  case tags
}

/// Words and phrases.
package struct PolicyWords: Sendable, Equatable {
  package var patterns: [PolicyPattern]
  /// It must stand by itself, as a label does: `Ad: …`, `[Anzeige]`, `#ad`.
  package var alone: Bool
  /// `not`, `no` or `never` right before takes it back.
  package var heedsNegation: Bool

  package init(_ patterns: [PolicyPattern], alone: Bool = false, heedsNegation: Bool = true) {
    self.patterns = patterns
    self.alone = alone
    self.heedsNegation = heedsNegation
  }
}

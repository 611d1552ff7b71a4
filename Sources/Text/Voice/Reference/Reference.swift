/// People in general, as far as a model needs them.
struct Reference: Sendable {
  let posts: [String]
  let wording: SequenceModel
  let pattern: SequenceModel

  init(_ posts: [String], _ language: ReferenceLanguage) {
    let samples = posts.map { VoiceSample($0, language) }
    self.posts = posts
    wording = Self.wording(samples)
    pattern = Self.pattern(samples)
  }

  static func wording(_ samples: [VoiceSample]) -> SequenceModel {
    SequenceModel(order: 6, alphabet: 200, samples.map(\.letters))
  }

  static func pattern(_ samples: [VoiceSample]) -> SequenceModel {
    SequenceModel(order: 4, alphabet: 300, samples.map(\.pattern))
  }

  static func whole(_ language: ReferenceLanguage) -> Reference {
    switch language {
    case .english: english
    case .german: german
    case .spanish: spanish
    case .french: french
    }
  }

  private static let english = Reference(NeutralReference.posts(.english), .english)
  private static let german = Reference(NeutralReference.posts(.german), .german)
  private static let spanish = Reference(NeutralReference.posts(.spanish), .spanish)
  private static let french = Reference(NeutralReference.posts(.french), .french)
}

/// The neutral posts in parts, each with a reference that has not seen it.
struct ReferenceFolds: Sendable {
  let folds: [(kept: Reference, held: [String])]

  static let count = 4

  private init(_ language: ReferenceLanguage) {
    let posts = NeutralReference.posts(language)
    folds = (0..<Self.count).map { fold in
      let kept = posts.enumerated().filter { $0.offset % Self.count != fold }.map(\.element)
      let held = posts.enumerated().filter { $0.offset % Self.count == fold }.map(\.element)
      return (Reference(kept, language), held)
    }
  }

  static func of(_ language: ReferenceLanguage) -> ReferenceFolds {
    switch language {
    case .english: english
    case .german: german
    case .spanish: spanish
    case .french: french
    }
  }

  private static let english = ReferenceFolds(.english)
  private static let german = ReferenceFolds(.german)
  private static let spanish = ReferenceFolds(.spanish)
  private static let french = ReferenceFolds(.french)
}

/// Patterns as steps with numbers, so that matching allocates nothing.
struct PolicyProgram: Sendable {
  enum Step: Sendable {
    case word(FoldedPhrase.Word, next: Int)
    case tag(FoldedPhrase.Word, next: Int)
    case tagEnd(FoldedPhrase.Word, next: Int)
    case number(PolicyPattern.Number, next: Int)
    case mention(next: Int)
    case code(next: Int)
    /// At least and at most so many words of any kind.
    case gap(Int, Int, next: Int)
    case split([Int])
    case end
  }

  /// The first is the end of every pattern.
  private(set) var steps: [Step] = [.end]

  /// The number of the step to begin with.
  mutating func add(_ pattern: PolicyPattern) -> Int { add(pattern.elements[...], then: 0) }

  private mutating func add(_ elements: ArraySlice<PolicyPattern.Element>, then next: Int) -> Int {
    guard let last = elements.last else { return next }
    let step: Step =
      switch last {
      case .word(let word): .word(word, next: next)
      case .tag(let word): .tag(word, next: next)
      case .tagEnd(let word): .tagEnd(word, next: next)
      case .number(let kind): .number(kind, next: next)
      case .mention: .mention(next: next)
      case .code: .code(next: next)
      case .gap(let least, let most): .gap(least, most, next: next)
      case .choice(let options): .split(split(options, then: next))
      }
    steps.append(step)
    return add(elements.dropLast(), then: steps.count - 1)
  }

  private mutating func split(_ options: [[PolicyPattern.Element]], then next: Int) -> [Int] {
    var result: [Int] = []
    for option in options { result.append(add(option[...], then: next)) }
    return result
  }
}

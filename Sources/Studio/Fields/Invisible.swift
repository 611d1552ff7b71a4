/// Characters that a reader cannot see and a model can: the usual carrier of hidden instructions.
package enum Invisible {
  /// Removes format characters (zero-width, bidirectional controls, tags, soft hyphen), variation
  /// selectors outside emoji, private-use and unassigned scalars, and controls except line feed and tab.
  /// The zero-width joiner stays where it joins emoji.
  package static func stripped(_ text: String) -> String {
    var kept = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() where isVisible(scalar, at: index, in: scalars) {
      kept.append(scalar)
    }
    return String(kept)
  }

  private static func isVisible(_ scalar: Unicode.Scalar, at index: Int, in all: [Unicode.Scalar]) -> Bool {
    switch scalar.properties.generalCategory {
    case .control: return scalar == "\n" || scalar == "\t"
    case .format: return scalar.value == 0x200D && joinsEmoji(at: index, in: all)
    case .privateUse, .unassigned, .surrogate: return false
    default: break
    }
    if scalar.properties.isVariationSelector {
      return index > 0 && scalar.value == 0xFE0F && isPictorial(all[index - 1])
    }
    return !isBlankLetter(scalar)
  }

  private static func joinsEmoji(at index: Int, in all: [Unicode.Scalar]) -> Bool {
    guard index > 0, index + 1 < all.count else { return false }
    let before = all[index - 1].value == 0xFE0F && index > 1 ? all[index - 2] : all[index - 1]
    return isPictorial(before) && isPictorial(all[index + 1])
  }

  private static func isPictorial(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isEmoji || (0x1F3FB...0x1F3FF).contains(scalar.value)
  }

  /// Letters and marks with no ink: Hangul fillers, the combining grapheme joiner, Braille blank.
  private static func isBlankLetter(_ scalar: Unicode.Scalar) -> Bool {
    [0x115F, 0x1160, 0x3164, 0xFFA0, 0x034F, 0x2800, 0x17B4, 0x17B5].contains(scalar.value)
  }
}

import Contracts
import Kernel

/// Whether cover cards can be drawn, and with which letters.
enum CardCheck {
  /// A word in each script that many brands write in, and an emoji.
  private static let sample = "Aa Ωω Жж ضاد עברית हिन्दी ไทย 漢字 かな 한글 ☕️"

  static func finding(_ renderer: any CardRenderer) async -> Finding {
    do {
      let notes = try await renderer.draw(CardDesign(width: 1_200, height: 675, headline: sample)).notes
      guard notes.unknownCharacters == 0 else {
        return .warning(
          "cover cards", "\(notes.unknownCharacters) characters of a sample in eleven scripts have no font here.",
          "Install the packages fonts-noto-core, fonts-noto-cjk and fonts-noto-color-emoji.")
      }
      return .good("cover cards", "drawn in \(notes.font), with letters for eleven scripts and emoji")
    } catch {
      let words = (error as? Problem)?.detail ?? "\(error)"
      return .fault(
        "cover cards", "None can be drawn: \(words)",
        "Install the packages libpangocairo-1.0-0 and fonts-noto-core, then look again.")
    }
  }
}

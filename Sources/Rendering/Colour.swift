import Foundation

/// An sRGB colour.
package struct Colour: Sendable, Hashable {
  /// 0 to 1.
  package var red: Double
  package var green: Double
  package var blue: Double

  package init(_ red: Double, _ green: Double, _ blue: Double) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Nil unless the text is `#rrggbb`.
  package init?(hex: String) {
    guard hex.utf8.count == 7, hex.utf8.first == UInt8(ascii: "#"), let value = UInt32(hex.dropFirst(), radix: 16)
    else {
      return nil
    }
    self.init(
      Double(value >> 16 & 0xFF) / 255, Double(value >> 8 & 0xFF) / 255, Double(value & 0xFF) / 255)
  }

  package static let white = Colour(1, 1, 1)
  package static let black = Colour(0, 0, 0)
  /// Softer than black on a light ground.
  package static let ink = Colour(0.07, 0.08, 0.08)

  /// Light, and near enough to grey to be paper.
  package var isPale: Bool { min(red, green, blue) >= 0.75 }

  /// Relative luminance, WCAG 2.1.
  package var luminance: Double {
    func linear(_ value: Double) -> Double {
      value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// Contrast ratio, WCAG 2.1 (1.4.3): 1 for the same colour, 21 for black on white.
  package func contrast(to other: Colour) -> Double {
    let (a, b) = (luminance, other.luminance)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  /// So much of the way to another colour, 0 to 1.
  package func mixed(_ share: Double, with other: Colour) -> Colour {
    Colour(
      red + (other.red - red) * share, green + (other.green - green) * share, blue + (other.blue - blue) * share)
  }
}

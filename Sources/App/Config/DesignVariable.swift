import Foundation

/// How the gateway hands a card's design to `starling render`. No setting: nobody but the program sets it.
enum DesignVariable {
  static let name = "STARLING_CARD_DESIGN"

  static var value: String? { ProcessInfo.processInfo.environment[name] }
}

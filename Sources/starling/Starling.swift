import App
import ArgumentParser

@main
struct Starling: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Learns a brand's voice, writes in it, and publishes each post exactly once.")
}

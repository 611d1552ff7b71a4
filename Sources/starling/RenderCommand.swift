import App
import ArgumentParser

struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Draw the card that standard input describes; the gateway starts this for each picture.",
    shouldDisplay: false)

  func run() throws {
    let code = RenderRun.run()
    guard code == 0 else { throw ExitCode(code) }
  }
}

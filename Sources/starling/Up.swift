import App
import ArgumentParser

struct Up: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Start everything: database, sandbox platforms, gateway and workers. Ctrl-C stops it.")

  @OptionGroup var settings: Settings

  @Option(help: "Port for pages and API; 0 takes a free one.")
  var port: Int?

  @Flag(help: "Print one JSON line when ready, and nothing else on standard output.")
  var json = false

  @Flag(help: "Load the demo workspace, and print its people and an API key.")
  var demo = false

  @Flag(help: "The same, unless somebody removed the demo.")
  var demoOnce = false

  func run() async throws {
    try await tellingProblems {
      var flags = settings.flags
      if let port { flags[Setting.port.name] = String(port) }
      let wish: DemoWish = demo ? .always : demoOnce ? .once : .ifThere
      try await UpCommand(flags: flags, json: json, demo: wish).run()
    }
  }
}

struct GatewayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gateway", abstract: "Serve pages and API only; workers run elsewhere.")

  @OptionGroup var settings: Settings

  @Option(help: "Port for pages and API; 0 takes a free one.")
  var port: Int?

  @Flag(help: "Print one JSON line when ready.")
  var json = false

  func run() async throws {
    try await tellingProblems {
      var flags = settings.flags
      if let port { flags[Setting.port.name] = String(port) }
      try await UpCommand(flags: flags, role: .gateway, json: json).run()
    }
  }
}

struct WorkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "work", abstract: "Do jobs only.")

  @OptionGroup var settings: Settings

  @Option(help: ArgumentHelp("Kinds of jobs, separated by commas; all when left out.", valueName: "kinds"))
  var only: String?

  @Flag(help: "Print one JSON line when ready.")
  var json = false

  func run() async throws {
    try await tellingProblems {
      let kinds = only?.split(separator: ",").map { String($0) } ?? []
      try await UpCommand(flags: settings.flags, role: .work(only: kinds), json: json).run()
    }
  }
}

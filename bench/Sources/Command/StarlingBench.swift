import ArgumentParser

@main
struct StarlingBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "starling-bench", abstract: "Measures what bench/README.md promises.",
    subcommands: [Measure.self, Serve.self], defaultSubcommand: Measure.self)
}

/// Prints one JSON line for each figure; words about the run go to standard error.
struct Measure: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Measure all figures, or those that are named.")

  @Option(help: ArgumentHelp("Figures, separated by commas; all when left out.", valueName: "names"))
  var only: String?

  @Flag(help: "Tiny counts: shows that each figure can be measured, not what it is.")
  var smoke = false

  func run() async throws {
    let wanted = try Wanted(only)
    var failed: [String] = []
    for measurement in Measurements.all(smoke ? .smoke : .full) where !wanted.of(measurement).isEmpty {
      do {
        await QuietStart.wait(smoke ? .zero : .seconds(60))
        for figure in try await measurement.run(wanted.of(measurement)) { Report.figure(figure) }
      } catch {
        failed += wanted.of(measurement).sorted()
        Report.note("\(wanted.of(measurement).sorted().joined(separator: ", ")) not measured: \(error)")
      }
    }
    guard failed.isEmpty else { throw ExitCode.failure }
  }
}

/// The figures that were asked for.
struct Wanted {
  private let names: Set<String>?

  init(_ only: String?) throws {
    names = only.map { Set($0.split(separator: ",").map(String.init)) }
    let unknown = (names ?? []).subtracting(Measurements.all(.full).flatMap(\.figures))
    guard unknown.isEmpty else {
      let known = Measurements.all(.full).flatMap(\.figures).joined(separator: ", ")
      throw ValidationError("There is no figure \(unknown.sorted().joined(separator: ", ")). Figures: \(known)")
    }
  }

  func of(_ measurement: any Measurement) -> Set<String> {
    names?.intersection(measurement.figures) ?? Set(measurement.figures)
  }
}

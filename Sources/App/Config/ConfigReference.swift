/// Renders `docs/config.md`.
package enum ConfigReference {
  package static var markdown: String {
    var lines = [
      "# Settings", "",
      "Generated from `Sources/App/Config/Setting.swift`; a test compares this file with it.", "",
      "Set them in the environment, or as `NAME = value` lines in the file that `STARLING_CONFIG` names. The",
      "environment wins over the file, a command-line flag over both. An unknown `STARLING_` name is an error.",
      "Secrets are never printed or logged.", "", "| Name | When not set | Meaning |", "|---|---|---|",
    ]
    for setting in Setting.all {
      let secret = setting.isSecret ? " **Secret.**" : ""
      lines.append("| `\(setting.name)` | \(setting.standard) | \(setting.help)\(secret) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

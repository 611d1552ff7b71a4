import Foundation
import Kernel
import Logging
import Web

/// Turns words into a `Config`, collecting faults instead of stopping at the first.
struct ConfigReader {
  private let raw: RawConfig
  private(set) var faults: [Problem.Field]

  init(_ raw: RawConfig) {
    self.raw = raw
    faults = raw.faults
  }

  mutating func config() -> Config {
    let data = text(.data) ?? Self.standardData
    return Config(
      data: DataFolder(absolute(data)),
      keys: URL(
        fileURLWithPath: absolute(text(.keys) ?? DataFolder(absolute(data)).root.path + ".keys"), isDirectory: true),
      runtime: text(.runtime).map { URL(fileURLWithPath: absolute($0), isDirectory: true) }, listen: listen(),
      database: database(), mail: mail(), model: model(), localModel: localModel(), ollama: ollama(),
      embeddings: embeddings(),
      privateHosts: list(.privateHosts, "host:port") { HostPort($0) },
      otlp: url(.otlpEndpoint, schemes: ["http", "https"]),
      logLevel: choice(.logLevel, Logger.Level.self) ?? .info,
      concurrency: number(.concurrency, 1...256) ?? 40, sandbox: onOff(.sandbox) ?? true)
  }

  private mutating func listen() -> Config.Listen {
    Config.Listen(
      host: text(.host) ?? "127.0.0.1", port: number(.port, 0...65535) ?? 8080,
      controlPort: number(.controlPort, 0...65535) ?? 0, baseURL: url(.baseURL, schemes: ["http", "https"]),
      trustedProxies: list(.trustedProxies, "network, as 10.0.0.0/8") { AddressRange($0) }, tls: tls(),
      requestRate: number(.requestRate, 1...1_000_000) ?? 1200)
  }

  private mutating func tls() -> Config.TLSFiles? {
    switch (readableFile(.tlsCertificate), readableFile(.tlsKey)) {
    case (nil, nil): return nil
    case (let certificate?, let key?): return Config.TLSFiles(certificate: certificate, key: key)
    case (_?, nil): fault(.tlsKey, "is needed with \(Setting.tlsCertificate.name).")
    case (nil, _?): fault(.tlsCertificate, "is needed with \(Setting.tlsKey.name).")
    }
    return nil
  }

  private mutating func database() -> Config.DatabaseSettings {
    let owner = postgresURL(.databaseURL)
    let app = postgresURL(.appDatabaseURL)
    let worker = postgresURL(.workerDatabaseURL)
    let direct = postgresURL(.directDatabaseURL)
    if owner == nil, app != nil || worker != nil || direct != nil {
      let others = [Setting.appDatabaseURL, .workerDatabaseURL, .directDatabaseURL].map(\.name)
      fault(.databaseURL, "is needed with \(others.joined(separator: ", ")).")
    }
    return Config.DatabaseSettings(
      choice: owner.map { .external(owner: $0, app: app, worker: worker) } ?? .embedded, direct: direct,
      prepared: onOff(.preparedStatements) ?? true, pool: number(.poolSize, 2...200) ?? 8)
  }

  private mutating func mail() -> Config.Mail? {
    guard let server = url(.smtpURL, schemes: ["smtp", "smtps"]) else { return nil }
    return Config.Mail(server: Redacted(server), from: text(.mailFrom))
  }

  private mutating func model() -> Config.Endpoint? {
    url(.modelURL, schemes: ["http", "https"]).map {
      Config.Endpoint(url: $0, key: secret(.modelKey), name: text(.modelName))
    }
  }

  private mutating func localModel() -> Config.LocalModel {
    switch text(.localModel) {
    case nil, "off": return .off
    case "on": return .installed
    case let path?:
      guard FileManager.default.isReadableFile(atPath: path) else {
        fault(.localModel, "is neither on, off nor a readable file.")
        return .off
      }
      return .file(absolute(path))
    }
  }

  /// An origin: `GET /api/tags` is asked there, and nothing else anywhere.
  private mutating func ollama() -> URL? {
    switch text(.ollama) {
    case nil: return URL(string: Self.standardOllama)
    case "off": return nil
    default:
      guard let url = url(.ollama, schemes: ["http", "https"]) else { return nil }
      guard url.path.isEmpty || url.path == "/" else {
        fault(.ollama, "must have no path: write the origin alone, such as \(Self.standardOllama).")
        return nil
      }
      return url.path == "/" ? URL(string: String(url.absoluteString.dropLast())) : url
    }
  }

  private static let standardOllama = "http://127.0.0.1:11434"

  private mutating func embeddings() -> Config.EmbeddingsChoice {
    switch text(.embeddingsURL) {
    case nil: .local
    case "off": .off
    default: embeddingsEndpoint().map { .endpoint($0) } ?? .off
    }
  }

  private mutating func embeddingsEndpoint() -> Config.Embeddings? {
    let kinds = choice(.embeddingsKind, Config.EmbeddingKinds.self) ?? .none
    guard let url = url(.embeddingsURL, schemes: ["http", "https"]) else { return nil }
    guard let name = text(.embeddingsName) else {
      fault(.embeddingsName, "is needed with \(Setting.embeddingsURL.name): the model's name there.")
      return nil
    }
    return Config.Embeddings(
      endpoint: Config.Endpoint(url: url, key: secret(.embeddingsKey), name: name), kinds: kinds)
  }

  private func text(_ setting: Setting) -> String? {
    raw.values[setting.name].flatMap { $0.isEmpty ? nil : $0 }
  }

  private func secret(_ setting: Setting) -> Redacted<String>? { text(setting).map { Redacted($0) } }

  /// A fault never repeats the value: it may be a secret.
  private mutating func fault(_ setting: Setting, _ message: String) {
    faults.append(.init(setting.name, message))
  }

  private mutating func number(_ setting: Setting, _ range: ClosedRange<Int>) -> Int? {
    guard let text = text(setting) else { return nil }
    guard let value = Int(text), range.contains(value) else {
      fault(setting, "must be a whole number from \(range.lowerBound) to \(range.upperBound).")
      return nil
    }
    return value
  }

  private mutating func onOff(_ setting: Setting) -> Bool? {
    switch text(setting) {
    case nil: return nil
    case "on", "true", "1": return true
    case "off", "false", "0": return false
    default:
      fault(setting, "must be on or off.")
      return nil
    }
  }

  private mutating func choice<Value: RawRepresentable & CaseIterable>(_ setting: Setting, _: Value.Type) -> Value?
  where Value.RawValue == String {
    guard let text = text(setting) else { return nil }
    if let value = Value(rawValue: text) { return value }
    fault(setting, "must be one of \(Value.allCases.map(\.rawValue).joined(separator: ", ")).")
    return nil
  }

  private mutating func url(_ setting: Setting, schemes: [String]) -> URL? {
    guard let text = text(setting) else { return nil }
    guard let url = URL(string: text), let scheme = url.scheme, schemes.contains(scheme), url.host?.isEmpty == false
    else {
      fault(
        setting,
        "must be a URL that starts with \(schemes.map { $0 + "://" }.joined(separator: " or ")) and names a host.")
      return nil
    }
    return url
  }

  private mutating func postgresURL(_ setting: Setting) -> Redacted<String>? {
    guard let text = text(setting) else { return nil }
    guard text.hasPrefix("postgresql://") || text.hasPrefix("postgres://") else {
      fault(setting, "must start with postgresql://.")
      return nil
    }
    return Redacted(text)
  }

  private mutating func list<Value>(_ setting: Setting, _ what: String, _ read: (String) -> Value?) -> [Value] {
    guard let text = text(setting) else { return [] }
    let parts = text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    let values = parts.compactMap(read)
    if values.count != parts.count { fault(setting, "must be a list separated by commas; each part a \(what).") }
    return values
  }

  private mutating func readableFile(_ setting: Setting) -> String? {
    guard let path = text(setting).map(absolute) else { return nil }
    guard FileManager.default.isReadableFile(atPath: path) else {
      fault(setting, "names a file that cannot be read: \(path).")
      return nil
    }
    return path
  }

  private func absolute(_ path: String) -> String {
    URL(fileURLWithPath: (path as NSString).expandingTildeInPath).standardizedFileURL.path
  }

  private static var standardData: String {
    geteuid() == 0 ? "/var/lib/starling/data" : "~/.local/share/starling"
  }
}

package import Foundation
package import Kernel
package import Logging
package import Web

/// Everything an operator decides, checked. `Config.load` is the only way to make one.
package struct Config: Sendable {
  package struct Listen: Sendable, Equatable {
    package var host: String
    package var port: Int
    package var controlPort: Int
    /// Nil: made from the address once the port is known.
    package var baseURL: URL?
    package var trustedProxies: [AddressRange]
    package var tls: TLSFiles?
    /// Requests a minute of one person or access key.
    package var requestRate: Int
  }

  package struct TLSFiles: Sendable, Equatable {
    package var certificate: String
    package var key: String
  }

  package enum DatabaseChoice: Sendable, Equatable {
    case embedded
    /// `app` and `worker` are nil when we make those roles ourselves.
    case external(owner: Redacted<String>, app: Redacted<String>?, worker: Redacted<String>?)
  }

  package struct DatabaseSettings: Sendable, Equatable {
    package var choice: DatabaseChoice
    /// The owner's login past a pooler. Nil: the choice's own leads there.
    package var direct: Redacted<String>?
    package var prepared: Bool
    package var pool: Int
  }

  package struct Mail: Sendable, Equatable {
    package var server: Redacted<URL>
    package var from: String?
  }

  package struct Endpoint: Sendable, Equatable {
    package var url: URL
    package var key: Redacted<String>?
    package var name: String?
  }

  /// How an embedding endpoint is told whether a text is searched for or found.
  package enum EmbeddingKinds: String, Sendable, CaseIterable {
    /// Not at all: the model makes no difference.
    case none
    /// By `query: ` or `passage: ` before the text.
    case prefix
    /// By the request's field `input_type`.
    case inputType = "input_type"
  }

  package struct Embeddings: Sendable, Equatable {
    package var endpoint: Endpoint
    package var kinds: EmbeddingKinds
  }

  package enum LocalModel: Sendable, Equatable {
    case off
    case installed
    case file(String)
  }

  package enum EmbeddingsChoice: Sendable, Equatable {
    case off
    case local
    case endpoint(Embeddings)
  }

  package var data: DataFolder
  package var keys: URL
  package var runtime: URL?
  package var listen: Listen
  package var database: DatabaseSettings
  package var mail: Mail?
  package var model: Endpoint?
  package var localModel: LocalModel
  /// Where an Ollama of this machine is looked for; nil for nowhere.
  package var ollama: URL?
  package var embeddings: EmbeddingsChoice
  package var privateHosts: [HostPort]
  package var otlp: URL?
  package var logLevel: Logger.Level
  package var concurrency: Int
  package var sandbox: Bool

  /// Throws one `Problem(.invalid)` with every fault, each naming its setting.
  package static func load(_ raw: RawConfig) throws -> Config {
    var reader = ConfigReader(raw)
    let config = reader.config()
    guard reader.faults.isEmpty else {
      throw Problem(.invalid, "The configuration has \(reader.faults.count) fault(s).", fields: reader.faults)
    }
    return config
  }
}

package struct HostPort: Sendable, Hashable {
  package var host: String
  package var port: Int

  package init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  package init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
      (1...65535).contains(port), colon > text.startIndex
    else { return nil }
    self.init(host: String(text[..<colon]), port: port)
  }
}

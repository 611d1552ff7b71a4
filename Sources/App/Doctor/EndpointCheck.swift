import Foundation
import HTTPTypes
import Kernel
import Transport

/// The model's and the embeddings' endpoints, and the mail server.
struct EndpointCheck: Sendable {
  let config: Config
  let transport: TransportClient
  let ollama: URL?

  func model() async -> Finding {
    guard let model = config.model else { return await withoutModel() }
    var headers = HTTPFields()
    if let key = model.key { headers[.authorization] = "Bearer " + key.reveal() }
    let reply = await get(model.url.absoluteString + "/models", headers)
    let host = model.url.host ?? ""
    switch reply {
    case .success(200): return .good("model", "\(host) answers")
    case .success(401), .success(403):
      return .fault("model", "\(host) refuses the key.", "Check STARLING_MODEL_KEY.")
    case .success(let status):
      return .fault("model", "\(host) answers \(status) to GET /models.", "STARLING_MODEL_URL usually ends in /v1.")
    case .failure(let error):
      return .fault(
        "model", "\(host) does not answer (\(error.kind.rawValue)).",
        "Check STARLING_MODEL_URL; a private address also needs STARLING_PRIVATE_HOSTS. Until then the composer drafts."
      )
    }
  }

  private func withoutModel() async -> Finding {
    if config.localModel != .off { return .good("model", "the local model runs under Starling") }
    if let ollama, case .success(200) = await get(ollama.absoluteString + "/api/tags", [:]) {
      return .warning(
        "model", "None is set, but an Ollama runs here.",
        "Set STARLING_MODEL_URL=\(ollama.absoluteString)/v1 and STARLING_MODEL_NAME to use it.")
    }
    return .warning(
      "model", "None is set: the composer drafts from the brief's own facts.",
      "Set STARLING_MODEL_URL and STARLING_MODEL_KEY, or start Ollama.")
  }

  /// Nothing that a user waits for needs them: a server that is away is a warning, a model that never fits a fault.
  func embeddings() async -> Finding {
    switch config.embeddings {
    case .off: return .good("embeddings", "switched off")
    case .local: return localEmbeddings()
    case .endpoint(let choice):
      guard let refusal = await OutsideEmbeddings(choice, transport).refusal() else {
        return .good("embeddings", "\(choice.endpoint.url.host ?? "") gives vectors of 384 numbers")
      }
      guard refusal.isWrongModel else {
        return .warning(
          "embeddings", refusal.words, "Check STARLING_EMBEDDINGS_URL, _KEY and _NAME, or set the URL to off.")
      }
      return .fault("embeddings", refusal.words, "Set STARLING_EMBEDDINGS_NAME, or STARLING_EMBEDDINGS_URL=off.")
    }
  }

  private func localEmbeddings() -> Finding {
    guard let runtime = try? RuntimeFolder.find(config.runtime),
      FileManager.default.isExecutableFile(atPath: ModelServer.embeddingsProgram(runtime).path)
    else {
      return .warning(
        "embeddings", "The embedding server is not installed.",
        "Run `make run`, which installs it, or set STARLING_EMBEDDINGS_URL.")
    }
    return .good("embeddings", "a server of its own runs under Starling")
  }

  func mail() async -> Finding {
    guard let server = config.mail?.server.reveal(), let host = server.host else {
      return .warning("mail", "None is set: invitations are links to copy.", "Set STARLING_SMTP_URL.")
    }
    let port = server.port ?? (server.scheme == "smtps" ? 465 : 587)
    if let refusal = await TCPProbe.refusal(host: host, port: port) {
      return .fault("mail", "\(host):\(port) does not answer: \(refusal).", "Check STARLING_SMTP_URL and the firewall.")
    }
    return .good("mail", "\(host):\(port) answers")
  }

  private func get(_ url: String, _ headers: HTTPFields) async -> Result<Int, TransportError> {
    let limits = OutboundRequest.Timeouts(connect: .seconds(3), firstByte: .seconds(5), total: .seconds(8))
    do {
      let request = OutboundRequest(.get, url, headers: headers, purpose: "doctor", timeouts: limits)
      return .success(try await transport.send(request).status)
    } catch { return .failure(error) }
  }
}

/// Whether anything accepts connections at a host and port.
enum TCPProbe {
  /// The reason when nothing does within five seconds.
  static func refusal(host: String, port: Int) async -> String? {
    let result = Completion<String?>()
    Thread.detachNewThread { result.complete(connects(host, port)) }
    return await result.value
  }

  private static func connects(_ host: String, _ port: Int) -> String? {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, String(port), &hints, &found)
    guard code == 0, let first = found else { return String(cString: gai_strerror(code)) }
    defer { freeaddrinfo(first) }
    let descriptor = socket(first.pointee.ai_family, first.pointee.ai_socktype, 0)
    defer { close(descriptor) }
    var limit = timeval(tv_sec: 5, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    return connect(descriptor, first.pointee.ai_addr, first.pointee.ai_addrlen) == 0 ? nil : SystemError.last
  }
}

import Foundation
import HTTPTypes
import TestKit
import Testing
import Transport

@testable import App

@Suite("Traces and log lines of the program", .timeLimit(.minutes(3)), .serialized)
struct TraceExportTests {
  @Test("a collector gets a request's span with its statements below it, and the log has the same ids")
  func collected() async throws {
    let collector = try await Collector()
    let program = try InstalledProgram()
    let run = try await program.up(["OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:\(collector.port)"])
    let url = try #require(try await run.ready().url)
    let refused = try await signIn(url)
    #expect(refused.status == 401)
    let id = try #require(refused.headers[.init("X-Request-ID")!])
    try await until { collector.spans.contains { $0.attributes["starling.request_id"]?.text == id } }

    let spans = collector.spans
    let request = try #require(spans.first { $0.attributes["starling.request_id"]?.text == id })
    #expect(request.name == "POST /v1/auth/login" && request.kind == 2 && request.took > 0)
    #expect(request.attributes["http.response.status_code"]?.number == 401)
    let statements = spans.filter { $0.trace == request.trace && $0.parent == request.span }
    #expect(statements.contains { $0.name.hasPrefix("db ") && $0.kind == 3 })

    let line = try #require(run.text.split(separator: "\n").first { $0.contains(id) && $0.contains("\"request\"") })
    let fields = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    #expect(fields["request"] as? String == id)
    #expect(fields["trace"] as? String == request.trace)
    run.process.send(SIGTERM)
    #expect(await run.process.exit.value == .code(0), "\(run.text)")
    #expect(!collector.spans.contains { $0.name.contains("traces") })
  }

  @Test("a collector that is away costs a warning and nothing else")
  func away() async throws {
    let program = try InstalledProgram()
    let run = try await program.up(["OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:\(try FreePort.pick())"])
    let url = try #require(try await run.ready().url)
    #expect(try await signIn(url).status == 401)
    try await until { run.text.contains("the trace collector took nothing") }
    #expect(try await signIn(url).status == 401)
    run.process.send(SIGTERM)
    #expect(await run.process.exit.value == .code(0), "\(run.text)")
  }

  private func signIn(_ url: String) async throws -> OutboundReply {
    let endpoints = OperatorEndpoints()
    endpoints.allow(url: url)
    return try await TransportClient(operatorEndpoints: endpoints).send(
      OutboundRequest(
        .post, url + "/v1/auth/login", headers: [.contentType: "application/json"],
        body: Array(#"{"mail":"nobody@example.com","password":"not the one"}"#.utf8), purpose: "test"))
  }
}

/// An OTLP receiver of other people's making, in a process of its own.
private final class Collector: Sendable {
  struct Span: Decodable {
    var name: String
    var trace: String
    var span: String
    var parent: String
    var kind: Int
    var took: Int
    var attributes: [String: Value]
  }

  struct Value: Decodable {
    var text: String?
    var number: Int?

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      text = try? container.decode(String.self)
      number = try? container.decode(Int.self)
    }
  }

  let port: Int
  private let process: ChildProcess
  private let log: URL

  init() async throws {
    port = try FreePort.pick()
    log = FileManager.default.temporaryDirectory.appendingPathComponent("starling-collector-\(UUID().uuidString)")
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("collector.py")
    process = try await ChildProcess.launch(
      ChildProgram(
        executable: Checkout.root.appendingPathComponent(".runtime/test/bin/python").path,
        arguments: ["-B", script.path, String(port)], environment: ["PATH": "/usr/bin:/bin"], log: log))
    try await until { process.exit.current != nil || text.contains("listens") }
    try #require(process.exit.current == nil, "the collector ended: \(text)")
  }

  deinit {
    process.send(SIGKILL)
    try? FileManager.default.removeItem(at: log)
  }

  var spans: [Span] {
    text.split(separator: "\n").compactMap { try? JSONDecoder().decode(Span.self, from: Data($0.utf8)) }
  }

  private var text: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }
}

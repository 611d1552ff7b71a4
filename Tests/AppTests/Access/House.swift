import Accounts
import Crypto
import Database
import Foundation
import HTTPTypes
import Kernel
import Logging
import Telemetry
import TestKit

@testable import App
@testable import Web

/// The whole program on a database of its own, asked without a socket. Nothing runs in the background.
struct House: Sendable {
  let database: TestDatabase
  let app: StarlingApp

  static let password = Redacted("tulips under the bridge")

  static func with(_ body: (House) async throws -> Void) async throws {
    let folder = TemporaryFolder()
    try await TestDatabase.with { database in
      var config = try Config.load(
        RawConfig(
          flags: [
            Setting.data.name: folder.url.appendingPathComponent("data").path, Setting.embeddingsURL.name: "off",
            Setting.sandbox.name: "off", Setting.requestRate.name: "1000000",
          ], environment: [:]))
      config.database.choice = .external(
        owner: database.superuser, app: database.url(.app), worker: database.url(.worker))
      let ground = try await Groundwork.lay(config, time: .system, random: .system, logger: .quiet)
      let bootstrap = Bootstrap(
        logger: .quiet, metrics: MetricsRegistry(), objectives: ObjectiveRecorder(time: .system))
      let app = try await StarlingApp.build(ground, bootstrap, Tools(logger: .quiet))
      do { try await body(House(database: database, app: app)) } catch {
        await app.close()
        throw error
      }
      await app.close()
    }
  }

  var accounts: AccountServices { app.accounts.services }

  /// A new org, and an access token of its owner.
  func org(_ name: String) async throws -> (org: OrgID, token: String) {
    let mail = "owner@\(name).example"
    let made = try await CreateOrg(services: accounts).withOwner(
      orgName: name, ownerName: "Alice", mail: mail, zone: "UTC", password: Self.password, requestID: nil)
    return (made.org.id, try await signIn(mail))
  }

  /// An access token of a new person in the org.
  func person(_ mail: String, in org: OrgID, _ access: MemberAccess) async throws -> String {
    _ = try await CreateOrg(services: accounts).addPerson(
      to: org, name: "Bob", mail: mail, zone: "UTC", password: Self.password, access: access)
    return try await signIn(mail)
  }

  func signIn(_ mail: String) async throws -> String {
    let body: JSONValue = ["mail": .string(mail), "password": .string(Self.password.reveal())]
    let reply = try await call(.post, "/v1/auth/login", as: nil, body: body)
    guard let token = reply.json["access_token"]?.stringValue else { throw Problem(.internal, reply.text) }
    return token
  }

  /// Posts a form of a page.
  func submit(_ target: String, as token: String, _ fields: [String: String]) async throws -> Answer {
    let headers: HTTPFields = [
      .authorization: "Bearer " + token, .contentType: "application/x-www-form-urlencoded", .accept: "text/html",
    ]
    let body = fields.map { "\($0.key)=\(Escaping.percent($0.value))" }.joined(separator: "&")
    let request = InboundRequest(.post, target, headers: headers, bytes: Array(body.utf8))
    return Answer(await app.web.gateway.answer(request))
  }

  /// - Parameter token: nil for nobody, who still has the cookie and token of a form.
  func call(
    _ method: HTTPRequest.Method, _ target: String, as token: String?, body: JSONValue? = nil, form: Bool = false,
    key: String? = nil
  ) async throws -> Answer {
    var headers: HTTPFields = [.ifMatch: "\"1\""]
    if let key { headers[.idempotencyKey] = key }
    if let token { headers[.authorization] = "Bearer " + token }
    if body != nil { headers[.contentType] = "application/json" }
    if token == nil, form {
      headers[.cookie] = "starling_csrf=0123456789"
      headers[HTTPField.Name("X-CSRF-Token")!] = app.web.gateway.csrf.token(for: "0123456789")
    }
    let bytes = body.map { JSONBytes.encode($0) } ?? []
    let request = InboundRequest(method, target, headers: headers, bytes: bytes)
    return Answer(await app.web.gateway.answer(request))
  }
}

extension Gateway {
  /// In a task of its own, as a connection does it.
  func answer(_ request: InboundRequest) async -> RawReply { await Task { await respond(to: request) }.value }
}

/// What came back, without what differs between any two requests.
struct Answer: Sendable, Equatable, CustomStringConvertible {
  var status: Int
  var headers: [String]
  var text: String

  init(_ reply: RawReply) {
    status = reply.status.code
    let changing = ["x-request-id", "ratelimit", "set-cookie", "content-security-policy"]
    headers = reply.headers.filter { !changing.contains($0.name.canonicalName) }.map { "\($0)" }.sorted()
    text = if case .bytes(let bytes) = reply.body { String(decoding: bytes, as: UTF8.self) } else { "a stream" }
  }

  var json: JSONValue { (try? JSONParser.parse(Array(text.utf8))) ?? .null }
  var description: String { "\(status) \(headers) \(text.prefix(600))" }

  /// Whether the gateway let the caller through to the act.
  var isAllowed: Bool {
    let asksToSignIn = headers.contains { $0.lowercased().hasPrefix("location: /sign-in?next=") }
    return status != 401 && status != 403 && !asksToSignIn
  }

  /// The same with these texts, and what is random in it, taken out.
  func without(_ texts: [String]) -> Answer {
    var copy = self
    for text in texts { copy.text = copy.text.replacing(text, with: "…") }
    copy.text = copy.text.replacing(/"request_id":"[^"]*"/, with: "")
      .replacing(/[0-7][0-9A-HJKMNP-TV-Z]{25}/, with: "").replacing(/nonce="[^"]*"/, with: "")
      .replacing(/name="csrf[-_]token" (content|value)="[^"]*"/, with: "")
    return copy
  }
}

import Foundation
import HTTPTypes
import Kernel
import Synchronization
import Testing
import Transport

@testable import App

/// A client of the running program: with a key like any program, or with cookies and forms like a person.
final class Browser: Sendable {
  private let base: String
  private let transport: TransportClient?
  private let cookies = Mutex<[String: String]>([:])

  struct Reply: Sendable {
    var status: Int
    var location: String?
    var text: String
    fileprivate var cookies: [String]
  }

  init(_ running: RunningApp) {
    base = running.url ?? ""
    let endpoints = OperatorEndpoints()
    endpoints.allow(url: base)
    transport = try? TransportClient(operatorEndpoints: endpoints)
  }

  // MARK: A program

  func call(
    _ method: HTTPRequest.Method, _ path: String, key: String?, json: [String: String]? = nil, match: String? = nil
  ) async throws -> Reply {
    var headers: HTTPFields = [.accept: "application/json"]
    if let match { headers[.ifMatch] = match }
    if let key { headers[.authorization] = "Bearer " + key }
    if json != nil { headers[.contentType] = "application/json" }
    return try await send(method, path, headers, json.map { Array(try JSONEncoder().encode($0)) } ?? [])
  }

  func object(_ path: String, _ key: String?) async throws -> [String: Any] {
    let reply = try await call(.get, path, key: key)
    try #require(reply.status == 200, "\(path): \(reply.text)")
    return try #require(JSONSerialization.jsonObject(with: Data(reply.text.utf8)) as? [String: Any])
  }

  func list(_ path: String, _ key: String?) async throws -> [[String: Any]] {
    try #require(try await object(path + "?limit=100", key)["items"] as? [[String: Any]])
  }

  /// The status of signing in over the API.
  func signIn(_ person: DemoPerson) async throws -> Int {
    try await call(.post, "/v1/auth/login", key: nil, json: ["mail": person.email, "password": person.password]).status
  }

  /// The access token of a person, which goes where a key goes.
  func token(_ person: DemoPerson) async throws -> String {
    let login = ["mail": person.email, "password": person.password]
    let reply = try await call(.post, "/v1/auth/login", key: nil, json: login)
    let object = try JSONSerialization.jsonObject(with: Data(reply.text.utf8)) as? [String: Any]
    return try #require(object?["access_token"] as? String, "\(reply.text)")
  }

  // MARK: A person

  func page(_ path: String) async throws -> Reply {
    let reply = try await send(.get, path, [.accept: "text/html", .cookie: jar], [])
    keep(reply.cookies)
    return reply
  }

  /// Posts a form as a page of ours would: with the token of the page that it came from.
  func form(_ path: String, _ fields: [String: String]) async throws -> Reply {
    let from = try await page("/start")
    var fields = fields
    fields["csrf_token"] = from.text.firstMatch(of: /name="csrf-token" content="([^"]*)"/).map { String($0.1) }
    let allowed = CharacterSet.alphanumerics.union(CharacterSet(charactersIn: "-_."))
    let body = fields.map { "\($0.key)=\($0.value.addingPercentEncoding(withAllowedCharacters: allowed) ?? "")" }
      .joined(separator: "&")
    let headers: HTTPFields = [
      .accept: "text/html", .contentType: "application/x-www-form-urlencoded", .cookie: jar,
    ]
    let reply = try await send(.post, path, headers, Array(body.utf8))
    keep(reply.cookies)
    return reply
  }

  private var jar: String { cookies.withLock { $0.map { "\($0.key)=\($0.value)" }.joined(separator: "; ") } }

  private func keep(_ set: [String]) {
    for cookie in set {
      let pair = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard pair.count == 2 else { continue }
      cookies.withLock { $0[String(pair[0])] = pair[1].isEmpty ? nil : String(pair[1]) }
    }
  }

  private func send(
    _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields, _ body: [UInt8]
  ) async throws -> Reply {
    let request = OutboundRequest(method, base + path, headers: headers, body: body, purpose: "test")
    let reply = try await #require(transport).send(request)
    return Reply(
      status: reply.status, location: reply.headers[.location], text: String(decoding: reply.body, as: UTF8.self),
      cookies: reply.headers[values: .setCookie])
  }
}

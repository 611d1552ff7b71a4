import Accounts
import Foundation
import HTTPTypes
import Kernel
import TestKit
import Testing

@testable import App
@testable import Web

@Suite("Who may call what", .timeLimit(.minutes(8)))
struct RoleTests {
  @Test("the routes and the policy files say the same as the table that people read")
  func table() async throws {
    let policy = try AccessPolicy.shipped()
    let said = try await DeclaredRoutes.all().map { route in
      RoleTable.line(
        "\(route.method.rawValue) \(route.path)",
        RoleTable.callers.filter { caller in Self.allows(route, caller, policy) })
    }
    let written = RoleTable.text.split(separator: "\n").map(String.init)
    #expect(Set(said).subtracting(written).sorted() == [], "routes that the table does not have so")
    #expect(Set(written).subtracting(said).sorted() == [], "lines of the table that no route bears out")
    #expect(written.count == said.count)
  }

  @Test("the running gateway holds every route to the table, for every kind of caller")
  func enforced() async throws {
    try await House.with { house in
      let lines = Set(RoleTable.text.split(separator: "\n").map(String.init))
      let callers = try await Callers(house)
      for route in house.app.routes {
        let name = "\(route.method.rawValue) \(route.path)"
        var allowed: [String] = []
        for caller in RoleTable.callers {
          let answer = try await house.call(
            route.method, AbsentPath.of(route.path), as: callers.tokens[caller] ?? nil, form: route.isPage)
          if answer.isAllowed { allowed.append(caller) }
          #expect(answer.status < 500 || route.path == "/readyz", "\(name) as \(caller): \(answer)")
          // Signing out has ended the session.
          if ["/v1/auth/logout", "/sign-out"].contains(route.path) { try await callers.signIn(caller) }
        }
        // There the act itself lets in fewer: only who owns the demo.
        if name == "POST /start/another" { allowed += Role.allCases.map(\.rawValue) }
        #expect(lines.contains(RoleTable.line(name, allowed)), "\(RoleTable.line(name, allowed))")
      }
    }
  }

  @Test("whatever takes a password or a code is counted as signing in, on pages as by API")
  func signInRate() async throws {
    let counted = try await DeclaredRoutes.all().filter { route in
      switch route {
      case .endpoint(let endpoint): endpoint.description.channel == .named("auth")
      case .page(let page): page.channel == .named("auth")
      case .raw(let raw): raw.channel == .named("auth")
      }
    }
    #expect(
      counted.map { "\($0.method.rawValue) \($0.path)" }.sorted() == [
        "POST /join", "POST /join/accept", "POST /settings/password", "POST /sign-in", "POST /start",
        "POST /start/own", "POST /v1/auth/login", "POST /v1/auth/refresh", "POST /v1/invitations/accept",
        "POST /v1/me/password",
      ])
  }

  private static func allows(_ route: Route, _ caller: String, _ policy: AccessPolicy) -> Bool {
    switch route.access {
    case .anyone: true
    case .signedIn: caller != "nobody" && (caller != "narrow-key" || route.method.isSafe)
    case .permission(let permission): Role(rawValue: caller).map { policy.allows($0, permission) } ?? false
    }
  }
}

/// One person of each role in one org, a key that may do nothing, and nobody.
private final class Callers {
  private(set) var tokens: [String: String] = [:]
  private let house: House

  init(_ house: House) async throws {
    self.house = house
    let made = try await house.org("acme")
    tokens["owner"] = made.token
    for role in Role.allCases where role != .owner {
      tokens[role.rawValue] = try await house.person("\(role)@acme.example", in: made.org, .everywhere(role))
    }
    let reply = try await house.call(
      .post, "/v1/access-keys", as: made.token, body: ["name": "narrow", "scopes": ["nothing:none"]])
    tokens["narrow-key"] = try #require(reply.json["key"]?.stringValue, "\(reply)")
  }

  func signIn(_ caller: String) async throws {
    if Role(rawValue: caller) != nil { tokens[caller] = try await house.signIn("\(caller)@acme.example") }
  }
}

/// A path of a route with the ids of nothing.
enum AbsentPath {
  static func of(_ path: String) -> String { filled(path) { _ in nil } }

  /// - Parameter id: by the parameter's name; nil is the id of nothing.
  static func filled(_ path: String, _ id: (String) -> String?) -> String {
    guard path != "/" else { return path }
    return path.split(separator: "/").map { part in
      guard part.hasPrefix("{") else { return "/" + part }
      let name = String(part.dropFirst().dropLast())
      return "/" + (id(name) ?? SampleBody.make(PathParameters.schema(name)).stringValue ?? "x")
    }.joined()
  }
}

extension Route {
  var isPage: Bool { if case .page = self { true } else { false } }
}

import Foundation
import Sandbox
import TestKit
import Testing

@Suite("Bluesky: sessions")
struct BlueskySessionTests {
  @Test("an app password opens a session whose tokens look like the PDS's")
  func opens() async throws {
    try await Rehearsal.with { stage in
      let session = try await stage.signIn()
      #expect(session["did"]?.string == stage.acmeSky.id)
      #expect(session["didDoc"]?["service"]?[0]?["serviceEndpoint"]?.string == stage.sandbox.addresses.bluesky)
      let parts = try #require(session["accessJwt"]?.string).split(separator: ".")
      #expect(parts.count == 3)
      #expect(String(parts[0]) == "eyJ0eXAiOiJhdCtqd3QiLCJhbGciOiJIUzI1NiJ9")
    }
  }

  @Test(
    "a wrong password, handle or body is refused",
    arguments: [
      (#"{"identifier":"acme.sandbox.example","password":"no"}"#, 401, "AuthenticationRequired"),
      (#"{"identifier":"nobody.example","password":"no"}"#, 401, "AuthenticationRequired"),
      (#"{"identifier":"acme.sandbox.example"}"#, 400, "InvalidRequest"), ("[]", 400, "InvalidRequest"),
    ])
  func refuses(_ body: String, _ status: Int, _ error: String) async throws {
    try await Rehearsal.with { stage in
      let reply = try await stage.call("com.atproto.server.createSession", try JSON(parsing: body.utf8))
      #expect(reply.status == status)
      try #expect(reply.json()["error"]?.string == error)
    }
  }

  @Test("an access token ends after two hours and the refresh token gives a new pair")
  func refreshes() async throws {
    try await Rehearsal.with { stage in
      let session = try await stage.signIn()
      let access = try #require(session["accessJwt"]?.string)
      stage.clock.advance(by: .seconds(7201))
      let expired = try await stage.post("Late", jwt: access)
      #expect(expired.status == 400)
      try #expect(expired.json() == ["error": "ExpiredToken", "message": "Token has expired"])
      let refreshed = try await stage.refresh(try #require(session["refreshJwt"]?.string))
      #expect(refreshed.status == 200)
      let fresh = try #require(try refreshed.json()["accessJwt"]?.string)
      try await #expect(stage.post("On time", jwt: fresh).status == 200)
    }
  }

  @Test("a refresh token used twice within two hours leads to the same session, later to none")
  func rotation() async throws {
    try await Rehearsal.with { stage in
      let old = try #require(try await stage.signIn()["refreshJwt"]?.string)
      let first = try #require(try await stage.refresh(old).json()["refreshJwt"]?.string)
      let second = try #require(try await stage.refresh(old).json()["refreshJwt"]?.string)
      #expect(first == second)
      stage.clock.advance(by: .seconds(7201))
      let late = try await stage.refresh(old)
      #expect(late.status == 400)
      try #expect(late.json()["error"] == "ExpiredToken")
      try await #expect(stage.refresh(first).status == 200)
    }
  }

  @Test("refresh and access tokens do not stand in for each other")
  func scopes() async throws {
    try await Rehearsal.with { stage in
      let session = try await stage.signIn()
      let access = try #require(session["accessJwt"]?.string)
      try await #expect(stage.refresh(access).json() == ["error": "InvalidToken", "message": "Bad token scope"])
      let refresh = try #require(session["refreshJwt"]?.string)
      try await #expect(stage.post("No", jwt: refresh).json()["error"] == "InvalidToken")
      try await #expect(stage.post("No", jwt: String(access.dropLast(2)) + "xx").json()["error"] == "InvalidToken")
      let none = try await stage.call("com.atproto.repo.createRecord", [:])
      #expect(none.status == 401)
      try #expect(none.json()["error"] == "AuthMissing")
    }
  }

  @Test("expired by fault, the access token dies and a refreshed one of the same second works")
  func expiredByFault() async throws {
    try await Rehearsal.with { stage in
      let session = try await stage.signIn()
      stage.sandbox.expireTokens(of: stage.acmeSky)
      let access = try #require(session["accessJwt"]?.string)
      try await #expect(stage.post("No", jwt: access).json()["error"] == "ExpiredToken")
      let refreshed = try await stage.refresh(try #require(session["refreshJwt"]?.string)).json()
      try await #expect(stage.post("Yes", jwt: try #require(refreshed["accessJwt"]?.string)).status == 200)
    }
  }

  @Test("logging in is limited to 30 in five minutes")
  func limited() async throws {
    try await Rehearsal.with { stage in
      for _ in 0..<30 { try await #expect(stage.signIn()["did"] != nil) }
      let reply = try await stage.call(
        "com.atproto.server.createSession",
        ["identifier": .string(stage.acmeSky.name), "password": .string(stage.appPassword)])
      #expect(reply.status == 429)
      try #expect(reply.json()["error"] == "RateLimitExceeded")
      #expect(reply.header("RateLimit-Reset") == "1793527500")
      #expect(reply.header("RateLimit-Policy") == "30;w=300")
    }
  }
}

extension Rehearsal {
  func refresh(_ jwt: String) async throws -> WireReply {
    try await bluesky.send(
      "POST", "/xrpc/com.atproto.server.refreshSession", headers: [("Authorization", "Bearer \(jwt)")])
  }
}

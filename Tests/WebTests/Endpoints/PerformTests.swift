import Database
import Foundation
import HTTPTypes
import Kernel
import Synchronization
import TestKit
import Testing

@testable import Web

/// An act whose connection is ended under it, once.
@Suite("An act") struct PerformTests {
  private static let insert = Statement<Void, Void>.system("perform.insert", "INSERT INTO acts VALUES (1)")
  private static let count = Statement<Void, Int>.system("perform.count", "SELECT count(*) FROM acts") { try $0.int() }

  /// `when` says when the first row's trigger ends the connection: at once, or deferred to the commit.
  private static func schema(_ when: String) -> String {
    """
    CREATE TABLE acts (n int);
    CREATE SEQUENCE acts_count;
    CREATE FUNCTION end_once() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF nextval('acts_count') = 1 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;
      RETURN NULL;
    END $$;
    CREATE CONSTRAINT TRIGGER end_once AFTER INSERT ON acts \(when) FOR EACH ROW EXECUTE FUNCTION end_once();
    GRANT SELECT, INSERT ON acts TO starling_app;
    GRANT USAGE ON acts_count TO starling_app;
    """
  }

  private struct Outcome {
    var status: HTTPResponse.Status
    var runs: Int
    var rows: Int?
  }

  private func act(ending when: String, key: String?) async throws -> Outcome {
    try await TestDatabase.with { database in
      try await database.define(Self.schema(when))
      let tenant = try await database.makeTenant()
      let user = UserID(IDSource.system.uuid())
      let owner = Principal(
        org: tenant.org, actor: .user(user), user: user, grants: [RoleGrant(.owner, in: .all)],
        proof: .accessToken(SessionID(IDSource.system.uuid())), version: 1, expires: .distantFuture)
      let runs = Mutex(0)
      let route = Route.post(
        "/v1/things", "things:create", "Make", tag: "T", body: ThingInput.self, reply: Thing.self, status: .created
      ) { context, body in
        try await context.perform { tx in
          runs.withLock { $0 += 1 }
          // The first statement of a transaction is sent again by itself; this is about the others.
          _ = try await tx.first(Self.count)
          try await tx.execute(Self.insert)
          return Thing(name: body.name, version: 1)
        }
      }
      let gateway = try makeGateway(
        routes: [route], database: database.app, authenticator: OnePerson(principal: owner))
      let reply = await gateway.call(
        .post, "/v1/things", json: #"{"name":"a"}"#, headers: key.map { [.idempotencyKey: $0] } ?? [:])
      let rows = try await database.app.first(Self.count)
      return Outcome(status: reply.status, runs: runs.withLock { $0 }, rows: rows)
    }
  }

  private struct OnePerson: Authenticator {
    let principal: Principal
    func authenticate(_ credentials: Credentials, requestID: String) async throws -> Principal { principal }
    func renew(_ principal: Principal) async throws -> Principal { principal }
  }

  @Test("that the database ends before its commit runs again, and its caller sees nothing of it")
  func beforeCommit() async throws {
    let outcome = try await act(ending: "", key: nil)
    #expect(outcome.status == .created && outcome.runs == 2 && outcome.rows == 1, "\(outcome)")
  }

  @Test("of which nobody knows whether it was committed runs again with an Idempotency-Key")
  func unknownWithKey() async throws {
    let outcome = try await act(ending: "DEFERRABLE INITIALLY DEFERRED", key: "k")
    #expect(outcome.status == .created && outcome.runs == 2 && outcome.rows == 1, "\(outcome)")
  }

  @Test("of which nobody knows whether it was committed is never made twice without a key: the caller is told")
  func unknownWithoutKey() async throws {
    let outcome = try await act(ending: "DEFERRABLE INITIALLY DEFERRED", key: nil)
    #expect(outcome.status == .serviceUnavailable && outcome.runs == 1 && outcome.rows == 0, "\(outcome)")
  }
}

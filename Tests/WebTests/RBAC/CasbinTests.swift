import Foundation
import Kernel
import Testing

@testable import Web

/// Expected answers of Casbin's own tests (enforcer_test.go, model_test.go of casbin/casbin) for its example files.
@Suite struct CasbinTests {
  private static let rbac = """
    p, alice, data1, read
    p, bob, data2, write
    p, data2_admin, data2, read
    p, data2_admin, data2, write
    g, alice, data2_admin
    """

  private func model(_ request: String, _ policy: String, _ roles: String, _ effect: String, _ matcher: String)
    -> String
  {
    """
    [request_definition]
    r = \(request)
    [policy_definition]
    p = \(policy)
    [role_definition]
    \(roles)
    [policy_effect]
    e = \(effect)
    [matchers]
    m = \(matcher)
    """
  }

  private let allow = "some(where (p.eft == allow))"

  @Test("roles give their members what they may do")
  func roles() throws {
    let engine = try CasbinEngine(
      model: model(
        "sub, obj, act", "sub, obj, act", "g = _, _", allow, "g(r.sub, p.sub) && r.obj == p.obj && r.act == p.act"),
      policy: Self.rbac)
    #expect(try engine.enforce(["alice", "data1", "read"]))
    #expect(try !engine.enforce(["alice", "data1", "write"]))
    #expect(try engine.enforce(["alice", "data2", "write"]))
    #expect(try !engine.enforce(["bob", "data2", "read"]))
  }

  @Test("deny overrides allow")
  func deny() throws {
    let engine = try CasbinEngine(
      model: model(
        "sub, obj, act", "sub, obj, act, eft", "g = _, _", allow + " && !some(where (p.eft == deny))",
        "g(r.sub, p.sub) && r.obj == p.obj && r.act == p.act"),
      policy: """
        p, alice, data1, read, allow
        p, bob, data2, write, allow
        p, data2_admin, data2, read, allow
        p, data2_admin, data2, write, allow
        p, alice, data2, write, deny

        g, alice, data2_admin
        """)
    #expect(try engine.enforce(["alice", "data2", "read"]))
    #expect(try !engine.enforce(["alice", "data2", "write"]))
  }

  @Test("a role in one domain says nothing about another")
  func domains() throws {
    let engine = try CasbinEngine(
      model: model(
        "sub, dom, obj, act", "sub, dom, obj, act", "g = _, _, _", allow,
        "g(r.sub, p.sub, r.dom) && r.dom == p.dom && r.obj == p.obj && r.act == p.act"),
      policy: """
        p, admin, domain1, data1, read
        p, admin, domain2, data2, read
        g, alice, admin, domain1
        g, bob, admin, domain2
        """)
    #expect(try engine.enforce(["alice", "domain1", "data1", "read"]))
    #expect(try !engine.enforce(["alice", "domain2", "data2", "read"]))
    #expect(try engine.enforce(["bob", "domain2", "data2", "read"]))
  }

  @Test(
    "keyMatch2 reads patterns as Casbin does",
    arguments: [
      ("/foo", "/foo", true), ("/foo", "/foo*", true), ("/foo/bar", "/foo/*", true), ("/foobar", "/foo/*", false),
      ("/", "/:resource", false), ("/resource1", "/:resource", true), ("/myid", "/:id/using/:resId", false),
      ("/myid/using/myresid", "/:id/using/:resId", true), ("/proxy/myid", "/proxy/:id/*", false),
      ("/proxy/myid/res/res2", "/proxy/:id/*", true), ("/alice", "/:id/all", false), ("/alice/all", "/:id", false),
      ("/a.b", "/a.b", true), ("/axb", "/a.b", false),
    ])
  func keyMatch2(_ key: String, _ pattern: String, _ matches: Bool) {
    #expect(CasbinMatch.key2(key, pattern) == matches)
  }

  @Test(
    "a broken model or matcher is refused at the start",
    arguments: ["g(r.sub", "r.sub ==", "r.sub == p.sub)", "&& r.sub", "r.sub r.obj"])
  func broken(_ matcher: String) {
    #expect(throws: CasbinError.self) {
      try CasbinEngine(model: model("sub", "sub", "", allow, matcher), policy: "p, a")
    }
  }

  @Test("the shipped policy: viewers look, reviewers decide, editors work, admins run, owners own")
  func shipped() throws {
    let policy = try AccessPolicy.shipped()
    let table: [(Permission, Set<Role>)] = [
      ("posts:read", [.owner, .admin, .editor, .reviewer, .viewer]),
      ("comments:create", [.owner, .admin, .editor, .reviewer, .viewer]),
      ("approvals:approve", [.owner, .admin, .reviewer]),
      ("posts:publish", [.owner, .admin, .editor]),
      ("voices:train", [.owner, .admin, .editor]),
      ("brands:create", [.owner, .admin]),
      ("connectors:create", [.owner, .admin]),
      ("audit:read", [.owner, .admin]),
      ("keys:read", [.owner, .admin]),
      ("orgs:transfer", [.owner]),
    ]
    for (permission, holders) in table {
      #expect(Set(Role.allCases.filter { policy.allows($0, permission) }) == holders, "\(permission)")
    }
  }

  @Test("a role in some brands reaches those brands and no others")
  func scope() throws {
    let policy = try AccessPolicy.shipped()
    #expect(policy.scope(of: People.bob, for: "posts:publish") == .only([People.espresso]))
    #expect(policy.scope(of: People.alice, for: "posts:publish") == .all)
    #expect(policy.scope(of: People.vera, for: "posts:publish") == nil)
  }
}

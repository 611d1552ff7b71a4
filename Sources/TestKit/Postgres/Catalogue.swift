package import Database

/// Holds a migrated schema against the rules of tenancy (DESIGN section 4), from Postgres's own
/// catalogue, so that a table nobody thought of is held to them as well.
package struct Catalogue: Sendable {
  /// Tables with an org but no policy, by name and with the reason.
  package static let unprotected: [String: String] = [
    "system.jobs": "claimed across orgs; rows hold ids and versions, never content",
    "system.outbox": "positioned across orgs by one leader; rows hold ids and versions, never content",
  ]

  /// Tables without an org, by name and with the reason. Tables of schema system need none.
  package static let withoutOrg: [String: String] = [
    "users": "a person may belong to several orgs",
    "user_credentials": "a password is a person's, in whatever org",
  ]

  /// Tables without an org whose policy is their own, by name: `users` shows an org its members only.
  package static let ownPolicy: Set<String> = ["users"]

  /// Indexes that definer functions look something up by before the org is known.
  package static let beforeTheOrg: Set<String> = [
    "memberships_user", "sessions_token", "refresh_tokens_hash", "api_keys_hash",
  ]

  private let connection: AdminConnection

  /// `connection` must see everything: the superuser's.
  package init(_ connection: AdminConnection) { self.connection = connection }

  /// One sentence for each breach, sorted; empty when all is well.
  package func faults() async throws -> [String] {
    var faults = try await policyFaults()
    for rule in Self.rules {
      faults += try await connection.rows(rule).compactMap { $0.first ?? nil }
    }
    return faults.filter { fault in !Self.isExempt(fault) }.sorted()
  }

  /// The tables under the tenant policy, with the columns that it looks at.
  package func protectedTables() async throws -> [ProtectedTable] {
    try await connection.rows(
      """
      SELECT c.oid::regclass::text,
        CASE WHEN c.oid = 'public.orgs'::regclass THEN 'id' ELSE 'org_id' END,
        CASE WHEN p.text NOT LIKE '%app.brand_ids%' THEN NULL
          WHEN c.oid::regclass::text = 'brands' THEN 'id' ELSE 'brand_id' END
      FROM pg_class c JOIN pg_policy ON polrelid = c.oid AND polname = 'tenant',
        LATERAL (SELECT pg_get_expr(polqual, polrelid) AS text) p
      WHERE c.relkind IN ('r', 'p') ORDER BY 1
      """
    ).map { ProtectedTable(name: $0[0] ?? "", orgColumn: $0[1] ?? "", brandColumn: $0[2]) }
  }

  private static func isExempt(_ fault: String) -> Bool {
    guard let name = fault.split(separator: " ").first.map(String.init) else { return false }
    if beforeTheOrg.contains(where: { fault.contains(" \($0), which does not lead with org_id") }) { return true }
    return unprotected[name] != nil || (withoutOrg[name] != nil && fault.contains("has no org_id"))
  }

  // MARK: The policy's text

  private func policyFaults() async throws -> [String] {
    let rows = try await connection.rows(
      """
      SELECT c.oid::regclass::text, pg_get_expr(p.polqual, c.oid), pg_get_expr(p.polwithcheck, c.oid),
        p.polname = 'tenant' AND p.polcmd = '*' AND p.polpermissive,
        EXISTS (SELECT FROM pg_attribute WHERE attrelid = c.oid AND attname = 'brand_id' AND NOT attisdropped)
      FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid
      WHERE p.polroles <> ARRAY['starling_system'::regrole::oid]
      """)
    return rows.filter { !Self.ownPolicy.contains($0[0] ?? "") }.compactMap { row in
      guard let table = row[0], row[3] == "t", row[1] == row[2], let text = row[1] else {
        return "\(row[0] ?? "") has a policy besides `tenant`, or `tenant` does not cover every verb alike"
      }
      let allowed = Self.conditions(table, hasBrand: row[4] == "t")
      return allowed.contains(text) ? nil : "\(table) has another condition in its policy than system.protect makes"
    }
  }

  /// As Postgres prints them back.
  private static func conditions(_ table: String, hasBrand: Bool) -> [String] {
    let org = "(%@ = ( SELECT (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid AS \"nullif\"))"
    if table == "orgs" { return [org.replacing("%@", with: "id")] }
    let own = org.replacing("%@", with: "org_id")
    let brand = hasBrand ? "brand_id" : table == "brands" ? "id" : nil
    guard let brand else { return [own] }
    let all = "( SELECT (COALESCE(current_setting('app.brand_ids'::text, true), ''::text) = '*'::text))"
    let some =
      "(\(brand) = ANY (( SELECT (string_to_array(NULLIF(NULLIF(current_setting('app.brand_ids'::text, true), "
      + "''::text), '*'::text), ','::text))::uuid[] AS string_to_array)::uuid[]))"
    return ["(\(own) AND (\(all) OR \(some)))", "(\(own) AND ((\(brand) IS NULL) OR \(all) OR \(some)))"]
  }

  // MARK: The other rules

  private static let tables = """
    WITH ours AS (
      SELECT c.*, c.oid::regclass::text AS name, c.relnamespace = 'system'::regnamespace AS is_system,
        (SELECT attnum FROM pg_attribute WHERE attrelid = c.oid AND attname = 'org_id' AND NOT attisdropped) AS org
      FROM pg_class c
      WHERE c.relnamespace IN ('public'::regnamespace, 'system'::regnamespace) AND c.relkind IN ('r', 'p')
    ), tenant AS (SELECT * FROM ours WHERE org IS NOT NULL AND NOT relispartition)

    """

  private static let rules = [
    tables + """
      SELECT name || ' is not under forced row-level security' FROM tenant
      WHERE NOT (relrowsecurity AND relforcerowsecurity)
      """,
    tables + """
      SELECT name || ' has no policy `tenant`' FROM tenant
      WHERE NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = tenant.oid AND polname = 'tenant')
      """,
    tables + """
      SELECT name || ' has no org_id and is not named as such' FROM ours
      WHERE org IS NULL AND NOT is_system AND NOT relispartition AND name <> 'orgs'
      """,
    tables + """
      SELECT name || ' lets org_id be null' FROM tenant JOIN pg_attribute a ON a.attrelid = tenant.oid AND a.attnum = org
      WHERE NOT a.attnotnull
      """,
    tables + """
      SELECT name || ' has no index that leads with org_id' FROM tenant
      WHERE NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = tenant.oid AND i.indkey[0] = org)
      """,
    tables + """
      SELECT name || ' has the ' || CASE WHEN i.indisunique THEN 'unique key ' ELSE 'index ' END
        || i.indexrelid::regclass || ', which does not lead with org_id'
      FROM tenant JOIN pg_index i ON i.indrelid = tenant.oid WHERE i.indkey[0] <> org
      """,
    tables + """
      SELECT t.name || ' has the foreign key ' || f.conname || ' without the org'
      FROM tenant t JOIN pg_constraint f ON f.conrelid = t.oid AND f.contype = 'f' JOIN tenant other ON other.oid = f.confrelid
      WHERE NOT EXISTS (
        SELECT FROM unnest(f.conkey, f.confkey) AS pair (mine, theirs) WHERE mine = t.org AND theirs = other.org)
      """,
    tables + """
      SELECT t.name || ' has the foreign key ' || f.conname || ' to orgs on another column than org_id'
      FROM tenant t JOIN pg_constraint f ON f.conrelid = t.oid AND f.contype = 'f'
      WHERE f.confrelid = 'public.orgs'::regclass AND f.conkey <> ARRAY[t.org]
      """,
    tables + """
      SELECT name || ' belongs to ' || relowner::regrole || ', not to starling_owner' FROM ours
      WHERE relowner <> 'starling_owner'::regrole
      """,
    tables + """
      SELECT name || ' is open to ' || CASE a.grantee WHEN 0 THEN 'everybody' ELSE a.grantee::regrole::text END
        || ' for ' || a.privilege_type
      FROM ours, aclexplode(relacl) a
      WHERE a.grantee = 0 OR (a.grantee IN ('starling_app'::regrole, 'starling_worker'::regrole)
        AND (relispartition OR a.privilege_type IN ('TRUNCATE', 'REFERENCES', 'TRIGGER')))
      """,
    """
    SELECT c.oid::regclass || ' is a view that does not ask as its caller (security_invoker)' FROM pg_class c
    WHERE c.relnamespace IN ('public'::regnamespace, 'system'::regnamespace)
      AND (c.relkind = 'm' OR (c.relkind = 'v' AND NOT coalesce(c.reloptions, '{}') @> ARRAY['security_invoker=true']))
    """,
    """
    SELECT p.oid::regprocedure || ' is SECURITY DEFINER but not as system.definer makes it' FROM pg_proc p
    WHERE p.prosecdef AND p.pronamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
      AND NOT (p.pronamespace = 'system'::regnamespace AND p.proowner = 'starling_system'::regrole
        AND p.proconfig @> ARRAY['search_path=pg_catalog, pg_temp']
        AND NOT EXISTS (SELECT FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a WHERE a.grantee = 0))
    """,
    """
    SELECT rolname || ' is a superuser, has BYPASSRLS or logs in though it must not' FROM pg_roles
    WHERE rolname LIKE 'starling\\_%' AND (rolsuper OR rolbypassrls OR (rolname = 'starling_system' AND rolcanlogin))
    """,
    """
    SELECT m || ' is a member of ' || o FROM unnest(ARRAY['starling_app', 'starling_worker']) m,
      unnest(ARRAY['starling_owner', 'starling_system']) o WHERE pg_has_role(m, o, 'MEMBER')
    """,
  ]
}

/// A table that the tenant policy holds.
package struct ProtectedTable: Sendable, Hashable, CustomStringConvertible {
  package let name: String
  package let orgColumn: String
  /// Nil where access is not by brand.
  package let brandColumn: String?

  package init(name: String, orgColumn: String, brandColumn: String?) {
    self.name = name
    self.orgColumn = orgColumn
    self.brandColumn = brandColumn
  }

  package var description: String { name }
}

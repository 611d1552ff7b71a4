/// Values for columns whose checks `RowFactory` cannot read: `table.column` to the value's text.
package enum RowSamples {
  package static let all: [String: String] = [
    "idempotency_keys.status": "200",
    "audit_log.action": "brand.create",
    "invitations.access": #"{"role":"viewer","brands":[]}"#,
    "sessions.kind": "api",
    "publishing_stops.scope": "brand",
    "reports.formats": "{json}",
    "reports.to_at": "2026-11-24 12:00:00+00",
  ]
}

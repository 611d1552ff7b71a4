package import Database
import Foundation
import Jobs
package import Kernel

extension Transaction {
  /// Stores an event with the change that caused it: both commit or neither does.
  ///
  /// There is no way to publish outside a transaction. The transaction must have a tenant; the
  /// event gets its position once the transaction is visible to everyone.
  package func publish(
    _ event: some EventPayload, brand: BrandID?, resource: String, ids: IDSource = .system
  ) async throws {
    guard let tenant else {
      throw Problem(.internal, "An event needs a transaction that runs for an organisation.")
    }
    let row = try OutboxRow(event, tenant: tenant, brand: brand, resource: resource, ids: ids)
    _ = try await execute(OutboxStatements.insert, row)
    ring(.outbox)
  }
}

struct OutboxRow: Sendable {
  let id: EventID
  let org: OrgID
  let brand: BrandID?
  let subject: String
  let version: Int
  let resource: String
  let actor: String
  let payload: String

  init<Payload: EventPayload>(
    _ event: Payload, tenant: TenantContext, brand: BrandID?, resource: String, ids: IDSource
  ) throws {
    id = ids.new()
    org = tenant.org
    self.brand = brand
    subject = Payload.subject
    version = Payload.version
    self.resource = resource
    actor = tenant.actor.label
    payload = String(decoding: try JSONEncoder.events.encode(event), as: UTF8.self)
  }
}

package enum OutboxStatements: StatementList {
  package static let all = AnyStatement.list(insert)

  static let insert = Statement<OutboxRow, Void>.system(
    "outbox.insert",
    """
    INSERT INTO system.outbox (id, org_id, brand_id, subject, version, resource, actor, payload)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    """,
    bind: { row, parameters in
      parameters.append(row.id)
      parameters.append(row.org)
      parameters.append(row.brand)
      parameters.append(row.subject)
      parameters.append(row.version)
      parameters.append(row.resource)
      parameters.append(row.actor)
      parameters.append(row.payload)
    })
}

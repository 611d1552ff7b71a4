import Contracts
package import Database
import Foundation
import Kernel

/// The head of the one order.
struct EventsHead: Sendable, Equatable {
  /// The newest position given.
  let newest: Int64
  /// The newest position that retention removed.
  let removed: Int64
}

struct EventsPage: Sendable {
  let org: OrgID?
  let after: Int64
  let limit: Int
}

struct Positioned: Sendable {
  let given: Int
  /// Events that could not get a position yet, because an older transaction is still open.
  let isWaiting: Bool
}

package enum BusStatements: StatementList {
  package static let all = AnyStatement.list(position, read, head, prune)

  static let position = Statement<(Int64, Int), Positioned>.system(
    "outbox.position", "SELECT given, waiting FROM system.position_events($1, $2)", by: .worker,
    bind: { input, parameters in
      parameters.append(input.0)
      parameters.append(input.1)
    },
    row: { Positioned(given: try $0.int(), isWaiting: try $0.bool()) })

  static let read = Statement<EventsPage, StoredEvent>.system(
    "outbox.read",
    """
    SELECT position, id, org_id, brand_id, subject, version, resource, created_at, actor, payload
    FROM system.read_events($1, $2, $3)
    """,
    bind: { page, parameters in
      parameters.append(page.org)
      parameters.append(page.after)
      parameters.append(page.limit)
    },
    row: { reader in
      StoredEvent(
        position: Int64(try reader.int()), id: try reader.id(), org: try reader.id(), brand: try reader.optionalID(),
        subject: try reader.string(), version: try reader.int(), resource: try reader.string(),
        time: try reader.date(), actor: try reader.string(), payload: try reader.jsonBytes())
    })

  static let head = Statement<Void, EventsHead>.system(
    "outbox.head", "SELECT position, removed FROM system.events_head()",
    row: { EventsHead(newest: Int64(try $0.int()), removed: Int64(try $0.int())) })

  static let prune = Statement<(Double, Int), Int>.system(
    "outbox.prune", "SELECT system.prune_events(make_interval(secs => $1), $2)", by: .worker,
    bind: { input, parameters in
      parameters.append(input.0)
      parameters.append(input.1)
    },
    row: { try $0.int() })
}

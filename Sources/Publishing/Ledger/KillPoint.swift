/// The numbered steps of a send, for proofs that end the process at each of them. Inert unless a harness sets it.
package enum KillPoint: String, Sendable, CaseIterable {
  case claimed = "01-claimed"
  case prepared = "02-prepared"
  case intentStored = "03-intent-stored"
  case connected = "04-connected"
  case sentStored = "05-sent-stored"
  case marked = "06-marked"
  case answered = "07-answered"
  case outcomeStored = "08-outcome-stored"
  case failureStored = "09-failure-stored"
  case read = "10-read"
  case settled = "11-settled"
}

package struct KillSwitch: Sendable {
  package var reach: @Sendable (KillPoint) -> Void

  package init(reach: @escaping @Sendable (KillPoint) -> Void) { self.reach = reach }

  package static let off = KillSwitch { _ in }
}

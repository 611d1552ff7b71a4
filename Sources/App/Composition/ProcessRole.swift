/// What one process does. A small installation has one that does everything.
package enum ProcessRole: Sendable, Equatable {
  case everything
  /// Pages and API only.
  case gateway
  /// Jobs only: these kinds, or all when empty.
  case work(only: [String])

  var servesPages: Bool { if case .work = self { false } else { true } }
  var doesJobs: Bool { self != .gateway }
}

import Foundation
import Kernel

/// What a start does about the demo workspace.
package enum DemoWish: String, Sendable {
  /// Tells about the one that is there and makes none.
  case ifThere
  /// Loads it, unless a person removed it.
  case once
  /// Loads it in any case.
  case always

  /// Nil when there is none now. Throws `Problem(.conflict)` where one was asked for and cannot be.
  func note(_ app: StarlingApp) async throws -> DemoNote? {
    guard let demo = app.demo else {
      guard self == .always else { return nil }
      throw Problem(.conflict, "The demo needs the sandbox, and this process does not run it.")
    }
    switch self {
    case .ifThere: return try await demo.found()
    case .once: return try await demo.wasRemoved() ? nil : try await demo.open()
    case .always: return try await demo.open()
    }
  }
}

package import Database
package import Foundation
package import Kernel

/// The one-time link that `starling up` prints: whoever starts the program may set it up, and nobody else.
package struct SetupLink: Sendable {
  /// A day.
  package static let lifetime: TimeInterval = 86_400

  private let services: AccountServices

  package init(services: AccountServices) { self.services = services }

  package func make() async throws -> Redacted<String> {
    let token = Token.make(.setup, random: services.random)
    let expires = services.time.now().addingTimeInterval(Self.lifetime)
    try await services.db.execute(SetupStatements.add, (token.hash, expires))
    return Redacted("\(services.baseURL)/start#\(token.text.reveal())")
  }

  /// Whether it may still be used, without using it.
  package func isOpen(_ text: String) async throws -> Bool {
    guard let token = Token(text, purpose: .setup) else { return false }
    return try await services.db.first(SetupStatements.isOpen, (token.hash, services.time.now())) ?? false
  }

  /// Uses it up. Throws `.unauthenticated` for one that is unknown, used or too old.
  package func take(_ text: String) async throws {
    guard let token = Token(text, purpose: .setup),
      try await services.db.first(SetupStatements.take, (token.hash, services.time.now())) == true
    else {
      throw Problem(
        .unauthenticated, "This link was used already or is more than a day old. Start Starling again to get a new one."
      )
    }
  }
}

package enum SetupStatements: StatementList {
  static let add = Statement<(hash: [UInt8], expires: Date), Void>.system(
    "setup.add", "SELECT system.add_setup_link($1, $2)", by: .app
  ) { input, values in
    values.append(input.hash)
    values.append(input.expires)
  }

  static let isOpen = Statement<(hash: [UInt8], at: Date), Bool>.system(
    "setup.is_open", "SELECT system.setup_link_is_open($1, $2)", by: .app
  ) { input, values in
    values.append(input.hash)
    values.append(input.at)
  } row: {
    try $0.bool()
  }

  static let take = Statement<(hash: [UInt8], at: Date), Bool>.system(
    "setup.take", "SELECT system.take_setup_link($1, $2)", by: .app
  ) { input, values in
    values.append(input.hash)
    values.append(input.at)
  } row: {
    try $0.bool()
  }

  package static let all = AnyStatement.list(add, isOpen, take)
}

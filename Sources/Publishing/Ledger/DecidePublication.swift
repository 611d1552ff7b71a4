import Contracts
package import Database
import Foundation
import Jobs
package import Kernel
package import Platforms

/// What a person says about a publication that nothing can prove.
package enum PersonsWord: Sendable, Equatable {
  /// It is out, at this address or id.
  case out(String)
  /// It is not out: send it again, under the same key.
  case notOut
  /// Leave it: it is not to go out.
  case leave
}

/// The same after the account was asked about the address.
package enum CheckedWord: Sendable, Equatable {
  case out(CreatedPost)
  case notOut
  case leave
}

extension Publishing {
  package func decide(
    _ id: PublicationID, _ word: PersonsWord, as tenant: TenantContext
  ) async throws -> Publication {
    let checked = try await checked(word, about: id, as: tenant)
    return try await database.transaction(as: tenant) { tx in try await decide(id, checked, in: tx) }
  }

  /// Looks what a person names as the post up on the account. Changes nothing.
  package func checked(
    _ word: PersonsWord, about id: PublicationID, as tenant: TenantContext
  ) async throws -> CheckedWord {
    switch word {
    case .notOut: return .notOut
    case .leave: return .leave
    case .out(let address): return .out(try await lookUp(try await publication(id, as: tenant), address, as: tenant))
    }
  }

  /// Only from `needs_human`. What was found on the account is bound once.
  package func decide(_ id: PublicationID, _ word: CheckedWord, in tx: Transaction) async throws -> Publication {
    guard let publication = try await tx.first(LedgerStatements.lockedByID, id) else {
      throw Problem.notFound("publication")
    }
    guard publication.state == .needsHuman else {
      throw Problem(
        .conflict, "It is \(publication.state.rawValue); there is nothing to decide. \(publication.state.nextStep)")
    }
    switch word {
    case .out(let post): return try await bind(publication, post, in: tx)
    case .notOut: return try await sendAgain(publication, in: tx)
    case .leave: return try await leave(publication, in: tx)
    }
  }

  private func bind(_ publication: Publication, _ post: CreatedPost, in tx: Transaction) async throws -> Publication {
    let input = LedgerStatements.OutcomeInput(
      id: publication.id, fence: publication.fence, from: [.needsHuman], to: .published, reason: "person", created: post
    )
    do {
      guard let bound = try await tx.first(LedgerStatements.outcome, input) else { throw Self.decidedMeanwhile }
      try await parts.attempt(Ledger.Note(step: .person, outcome: "linked", evidence: [post]), bound, in: tx)
      try await parts.announce(bound, from: .needsHuman, in: tx)
      return bound
    } catch DatabaseError.uniqueViolation {
      throw Problem.invalid("/url", "That post belongs to another publication already.")
    }
  }

  private func lookUp(
    _ publication: Publication, _ address: String, as tenant: TenantContext
  ) async throws -> CreatedPost {
    try await checkReachable(publication, as: tenant)
    do {
      let open = try await parts.session(publication.connector, database, as: tenant)
      if let found = try await parts.client(publication.platform).look(at: address, open.session) { return found }
    } catch let failure as PublishFailure {
      throw Problem(.unavailable, "The account could not be read to check that address. \(failure.userMessage)")
    }
    throw Problem.invalid("/url", "There is no such post on this account. Paste the address of the post itself.")
  }

  /// A removed account opens no more: its posts can be neither read nor deleted from here.
  func checkReachable(_ publication: Publication, as tenant: TenantContext) async throws {
    guard try await account(of: publication, as: tenant).state == .removed else { return }
    throw Problem(.conflict, "The account was removed here. Connect it again first.")
  }

  private func sendAgain(_ publication: Publication, in tx: Transaction) async throws -> Publication {
    guard let again = try await tx.first(LedgerStatements.personRetry, publication.id) else {
      throw Self.decidedMeanwhile
    }
    try await parts.attempt(Ledger.Note(step: .person, outcome: "send-again"), again, in: tx)
    try await parts.announce(again, from: .needsHuman, in: tx)
    try await announceSchedule(again, "publication.send_again", in: tx)
    return again
  }

  private func leave(_ publication: Publication, in tx: Transaction) async throws -> Publication {
    let input = LedgerStatements.OutcomeInput(
      id: publication.id, fence: publication.fence, from: [.needsHuman], to: .cancelled, reason: "person")
    guard let left = try await tx.first(LedgerStatements.outcome, input) else { throw Self.decidedMeanwhile }
    try await parts.attempt(Ledger.Note(step: .person, outcome: "left"), left, in: tx)
    try await parts.announce(left, from: .needsHuman, in: tx)
    return left
  }

  private static var decidedMeanwhile: Problem { Problem(.conflict, "Somebody decided meanwhile. Look again.") }
}

import Contracts
import Database
import Foundation
import Jobs
package import Kernel
import Platforms

/// What a person says about a publication that nothing can prove.
package enum PersonsWord: Sendable, Equatable {
  /// It is out, at this address or id.
  case out(String)
  /// It is not out: send it again, under the same key.
  case notOut
  /// Leave it: it is not to go out.
  case leave
}

extension Publishing {
  /// Only from `needs_human`. What a person names as the post is looked up on the account first and bound once.
  package func decide(
    _ id: PublicationID, _ word: PersonsWord, as tenant: TenantContext
  ) async throws -> Publication {
    guard let publication = try await database.first(LedgerStatements.byID, id, as: tenant) else {
      throw Problem.notFound("publication")
    }
    guard publication.state == .needsHuman else {
      throw Problem(
        .conflict, "It is \(publication.state.rawValue); there is nothing to decide. \(publication.state.nextStep)")
    }
    switch word {
    case .out(let address): return try await bind(publication, address, as: tenant)
    case .notOut: return try await sendAgain(publication, as: tenant)
    case .leave: return try await leave(publication, as: tenant)
    }
  }

  private func bind(
    _ publication: Publication, _ address: String, as tenant: TenantContext
  ) async throws -> Publication {
    let post = try await lookUp(publication, address, as: tenant)
    let input = LedgerStatements.OutcomeInput(
      id: publication.id, fence: publication.fence, from: [.needsHuman], to: .published, reason: "person", created: post
    )
    do {
      return try await database.transaction(as: tenant) { tx in
        guard let bound = try await tx.first(LedgerStatements.outcome, input) else { throw Self.decidedMeanwhile }
        try await parts.attempt(Ledger.Note(step: .person, outcome: "linked", evidence: [post]), bound, in: tx)
        try await parts.announce(bound, from: .needsHuman, in: tx)
        return bound
      }
    } catch DatabaseError.uniqueViolation {
      throw Problem.invalid("/url", "That post belongs to another publication already.")
    }
  }

  private func lookUp(
    _ publication: Publication, _ address: String, as tenant: TenantContext
  ) async throws -> CreatedPost {
    do {
      let open = try await parts.session(publication.connector, database, as: tenant)
      if let found = try await parts.client(publication.platform).look(at: address, open.session) { return found }
    } catch let failure as PublishFailure {
      throw Problem(.unavailable, "The account could not be read to check that address. \(failure.userMessage)")
    }
    throw Problem.invalid("/url", "There is no such post on this account. Paste the address of the post itself.")
  }

  private func sendAgain(_ publication: Publication, as tenant: TenantContext) async throws -> Publication {
    try await database.transaction(as: tenant) { tx in
      guard let again = try await tx.first(LedgerStatements.personRetry, publication.id) else {
        throw Self.decidedMeanwhile
      }
      try await parts.attempt(Ledger.Note(step: .person, outcome: "send-again"), again, in: tx)
      try await parts.announce(again, from: .needsHuman, in: tx)
      try await announceSchedule(again, "publication.send_again", in: tx)
      return again
    }
  }

  private func leave(_ publication: Publication, as tenant: TenantContext) async throws -> Publication {
    let input = LedgerStatements.OutcomeInput(
      id: publication.id, fence: publication.fence, from: [.needsHuman], to: .cancelled, reason: "person")
    return try await database.transaction(as: tenant) { tx in
      guard let left = try await tx.first(LedgerStatements.outcome, input) else { throw Self.decidedMeanwhile }
      try await parts.attempt(Ledger.Note(step: .person, outcome: "left"), left, in: tx)
      try await parts.announce(left, from: .needsHuman, in: tx)
      return left
    }
  }

  private static var decidedMeanwhile: Problem { Problem(.conflict, "Somebody decided meanwhile. Look again.") }
}

package import Foundation
package import Kernel

/// One row of the chain as it stands in the database.
package struct AuditSeal: Sendable, Equatable {
  package var sequence: Int64
  package var entry: AuditEntryID
  package var link: [UInt8]

  package init(sequence: Int64, entry: AuditEntryID, link: [UInt8]) {
    self.sequence = sequence
    self.entry = entry
    self.link = link
  }
}

/// Count and head of one org's chain at a moment, as written outside Postgres.
package struct AuditAnchor: Sendable, Equatable, Codable {
  package var org: OrgID
  package var count: Int64
  package var head: [UInt8]
  package var at: Date
  package var code: [UInt8]

  package init(org: OrgID, count: Int64, head: [UInt8], at: Date, code: [UInt8]) {
    self.org = org
    self.count = count
    self.head = head
    self.at = at
    self.code = code
  }
}

/// What is wrong with a chain, and where.
package enum AuditFault: Sendable, Equatable {
  /// The entry's own facts no longer fit its link.
  case edited(sequence: Int64, entry: AuditEntryID)
  /// The link is there, the entry is gone.
  case dropped(sequence: Int64, entry: AuditEntryID)
  /// The link itself is gone: a hole in the numbers.
  case missingLink(sequence: Int64)
  /// Two entries stand in each other's place.
  case swapped(sequence: Int64, with: Int64)
  /// The chain is shorter than an anchor outside the database says it was.
  case cut(after: Int64, anchored: Int64)
  /// The chain is long enough, but its link at the anchor is another one: rewritten from the start.
  case rewritten(atOrBefore: Int64)
  /// The anchor file itself was changed.
  case forgedAnchor(count: Int64)
  case unreadableAnchor(line: Int)

  /// A stable word for programs.
  package var kind: String {
    switch self {
    case .edited: "edited"
    case .dropped: "dropped"
    case .missingLink: "missing-link"
    case .swapped: "swapped"
    case .cut: "cut"
    case .rewritten: "rewritten"
    case .forgedAnchor: "forged-anchor"
    case .unreadableAnchor: "unreadable-anchor"
    }
  }

  /// Where it is in the chain, or the last entry before it; nil for what is wrong with the anchor file alone.
  package var sequence: Int64? {
    switch self {
    case .edited(let sequence, _), .dropped(let sequence, _), .missingLink(let sequence), .swapped(let sequence, _),
      .cut(let sequence, _), .rewritten(let sequence):
      sequence
    case .forgedAnchor, .unreadableAnchor: nil
    }
  }

  /// One line for a person.
  package var words: String {
    switch self {
    case .edited(let sequence, let entry): "entry \(sequence) (\(entry)) was edited after it was sealed"
    case .dropped(let sequence, let entry): "entry \(sequence) (\(entry)) was deleted"
    case .missingLink(let sequence): "the link of entry \(sequence) was deleted"
    case .swapped(let first, let second): "entries \(first) and \(second) were swapped"
    case .cut(let last, let anchored):
      "the log ends at entry \(last), but \(anchored) entries were anchored outside the database"
    case .rewritten(let sequence):
      "the log up to entry \(sequence) is not the one that was anchored outside the database"
    case .forgedAnchor(let count): "the anchor for entry \(count) does not carry this installation's code"
    case .unreadableAnchor(let line): "line \(line) of the anchor file cannot be read: it was changed"
    }
  }
}

package struct AuditVerdict: Sendable, Equatable {
  package var org: OrgID
  package var checked: Int
  package var faults: [AuditFault]
  /// The last entry whose link an unforged anchor confirms.
  package var lastAnchored: AuditSeal?
  /// When that was written outside Postgres.
  package var anchoredAt: Date?

  package var isIntact: Bool { faults.isEmpty }
}

extension AuditChain {
  /// Checks one org's chain. `seals` and `anchors` in rising order; `facts` by entry, absent when the
  /// row is gone. After a fault the check goes on from the stored link, so each fault is found where it is.
  package func verify(
    org: OrgID, seals: [AuditSeal], facts: [AuditEntryID: SealedFacts], anchors: [AuditAnchor]
  ) -> AuditVerdict {
    var faults = linkFaults(seals: seals, facts: facts)
    let genuine = anchors.filter { anchor in
      let isGenuine = self.anchor(org: anchor.org, count: anchor.count, head: anchor.head, at: anchor.at) == anchor.code
      if !isGenuine { faults.append(.forgedAnchor(count: anchor.count)) }
      return isGenuine
    }
    let byNumber = Dictionary(seals.map { ($0.sequence, $0) }, uniquingKeysWith: { first, _ in first })
    let last = seals.last?.sequence ?? 0
    if let longest = genuine.map(\.count).max(), longest > last { faults.append(.cut(after: last, anchored: longest)) }
    if let contradicted = genuine.first(where: {
      $0.count <= last && $0.count > 0 && byNumber[$0.count]?.link != $0.head
    }),
      byNumber[contradicted.count] != nil
    {
      faults.append(.rewritten(atOrBefore: contradicted.count))
    }
    let confirmed = genuine.filter { byNumber[$0.count]?.link == $0.head }.max { $0.count < $1.count }
    return AuditVerdict(
      org: org, checked: seals.count, faults: faults, lastAnchored: confirmed.flatMap { byNumber[$0.count] },
      anchoredAt: confirmed?.at)
  }

  private func linkFaults(seals: [AuditSeal], facts: [AuditEntryID: SealedFacts]) -> [AuditFault] {
    var faults: [AuditFault] = []
    var misfits: [(seal: AuditSeal, previous: [UInt8])] = []
    var previous: [UInt8]? = Self.start
    var expected: Int64 = 1
    for seal in seals {
      while expected < seal.sequence {
        faults.append(.missingLink(sequence: expected))
        previous = nil
        expected += 1
      }
      if let known = facts[seal.entry] {
        if let previous, !fits(seal, known, after: previous) { misfits.append((seal, previous)) }
      } else {
        faults.append(.dropped(sequence: seal.sequence, entry: seal.entry))
      }
      previous = seal.link
      expected = seal.sequence + 1
    }
    return faults + swapsAndEdits(misfits, facts)
  }

  private func fits(_ seal: AuditSeal, _ facts: SealedFacts, after previous: [UInt8]) -> Bool {
    var numbered = facts
    numbered.sequence = seal.sequence
    return link(after: previous, numbered) == seal.link
  }

  private func swapsAndEdits(
    _ misfits: [(seal: AuditSeal, previous: [UInt8])], _ facts: [AuditEntryID: SealedFacts]
  ) -> [AuditFault] {
    var faults: [AuditFault] = []
    var paired: Set<Int64> = []
    for (index, left) in misfits.enumerated() where !paired.contains(left.seal.sequence) {
      let partner = misfits[(index + 1)...].first { right in
        guard let mine = facts[left.seal.entry], let theirs = facts[right.seal.entry] else { return false }
        return fits(left.seal, theirs, after: left.previous) && fits(right.seal, mine, after: right.previous)
          || fits(left.seal, theirs.under(left.seal.entry), after: left.previous)
            && fits(right.seal, mine.under(right.seal.entry), after: right.previous)
      }
      if let partner {
        paired.insert(partner.seal.sequence)
        faults.append(.swapped(sequence: left.seal.sequence, with: partner.seal.sequence))
      } else {
        faults.append(.edited(sequence: left.seal.sequence, entry: left.seal.entry))
      }
    }
    return faults
  }
}

extension SealedFacts {
  /// The same content as another entry's: how it was before two rows exchanged their contents.
  fileprivate func under(_ entry: AuditEntryID) -> SealedFacts {
    var copy = self
    copy.entry = entry
    return copy
  }
}

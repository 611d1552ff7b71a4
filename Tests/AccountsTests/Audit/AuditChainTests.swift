import Foundation
import Kernel
import Testing

@testable import Accounts

@Suite("The audit chain")
struct AuditChainTests {
  private let chain = AuditChain(key: Array("a key that the database does not have".utf8))
  private let org = IDSource.system.new(OrgID.self)
  private let ids = IDSource.system

  private struct Log {
    var seals: [AuditSeal] = []
    var facts: [AuditEntryID: SealedFacts] = [:]
    var anchors: [AuditAnchor] = []
  }

  /// Ten entries, anchored at five and at ten.
  private func log() -> Log {
    var log = Log()
    var link = AuditChain.start
    for sequence in 1...10 {
      let facts = SealedFacts(
        org: org, sequence: Int64(sequence), entry: ids.new(), at: Date(timeIntervalSince1970: Double(sequence)),
        actor: "user_a", action: "brand.update", resource: "brand_\(sequence)", facts: "{}")
      link = chain.link(after: link, facts)
      log.seals.append(AuditSeal(sequence: Int64(sequence), entry: facts.entry, link: link))
      log.facts[facts.entry] = facts
      if sequence % 5 == 0 { log.anchors.append(anchor(Int64(sequence), link)) }
    }
    return log
  }

  private func anchor(_ count: Int64, _ head: [UInt8]) -> AuditAnchor {
    let at = Date(timeIntervalSince1970: 100)
    return AuditAnchor(
      org: org, count: count, head: head, at: at, code: chain.anchor(org: org, count: count, head: head, at: at))
  }

  private func verdict(_ log: Log) -> AuditVerdict {
    chain.verify(org: org, seals: log.seals, facts: log.facts, anchors: log.anchors)
  }

  @Test("is intact when nobody touched it, and names the last anchored entry")
  func intact() {
    let log = log()
    let verdict = verdict(log)
    #expect(verdict.isIntact)
    #expect(verdict.checked == 10)
    #expect(verdict.lastAnchored == log.seals[9])
  }

  @Test("of an empty org is intact")
  func empty() { #expect(verdict(Log()).isIntact) }

  @Test("shows which entry was edited, whatever field it was", arguments: ["actor", "action", "resource", "facts"])
  func edited(field: String) throws {
    var log = log()
    let victim = log.seals[3].entry
    var facts = try #require(log.facts[victim])
    switch field {
    case "actor": facts.actor += "x"
    case "action": facts.action += "x"
    case "resource": facts.resource += "x"
    default: facts.facts += "x"
    }
    log.facts[victim] = facts
    #expect(verdict(log).faults == [.edited(sequence: 4, entry: victim)])
  }

  @Test("shows a changed time")
  func editedTime() {
    var log = log()
    log.facts[log.seals[6].entry]?.at += 0.001
    #expect(verdict(log).faults == [.edited(sequence: 7, entry: log.seals[6].entry)])
  }

  @Test("shows which entry was deleted, with and without its link")
  func dropped() {
    var withLink = log()
    let victim = withLink.seals[2].entry
    withLink.facts[victim] = nil
    #expect(verdict(withLink).faults == [.dropped(sequence: 3, entry: victim)])

    var withoutLink = log()
    withoutLink.facts[withoutLink.seals[2].entry] = nil
    withoutLink.seals.remove(at: 2)
    #expect(verdict(withoutLink).faults.contains(.missingLink(sequence: 3)))
  }

  @Test("shows which two entries were swapped")
  func swapped() {
    var log = log()
    (log.seals[1].entry, log.seals[7].entry) = (log.seals[7].entry, log.seals[1].entry)
    #expect(verdict(log).faults == [.swapped(sequence: 2, with: 8)])
  }

  @Test("shows a cut end by the anchor outside, and names the last anchored entry that is left")
  func cut() {
    var log = log()
    log.seals.removeLast(3)
    let verdict = verdict(log)
    #expect(verdict.faults == [.cut(after: 7, anchored: 10)])
    #expect(verdict.lastAnchored == log.seals[4])
  }

  @Test("rewritten by somebody with the key but without the anchors does not pass")
  func rewritten() {
    let original = log()
    var forged = log()
    forged.anchors = original.anchors
    #expect(verdict(forged).faults == [.rewritten(atOrBefore: 5)])
    #expect(verdict(forged).lastAnchored == nil)
  }

  @Test("rewritten without the key shows every entry")
  func forgedWithoutKey() {
    var log = log()
    let other = AuditChain(key: Array("guessed".utf8))
    var link = AuditChain.start
    for index in log.seals.indices {
      link = other.link(after: link, log.facts[log.seals[index].entry]!)
      log.seals[index].link = link
    }
    #expect(!verdict(log).isIntact)
  }

  @Test("does not believe an anchor without this installation's code")
  func forgedAnchor() {
    var log = log()
    log.seals.removeLast(5)
    log.anchors[1].count = 5
    log.anchors[1].head = log.seals[4].link
    #expect(verdict(log).faults == [.forgedAnchor(count: 5)])
  }

  @Test("tells fields apart that join to the same text")
  func framing() {
    let log = log()
    var left = log.facts[log.seals[0].entry]!
    var right = left
    (left.actor, left.action) = ("ab", "c")
    (right.actor, right.action) = ("a", "bc")
    #expect(chain.link(after: AuditChain.start, left) != chain.link(after: AuditChain.start, right))
  }
}

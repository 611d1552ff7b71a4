package import Foundation
package import Kernel
package import Text

/// The rules that a brand writes for itself, as they stand.
package struct BrandPolicy: Sendable, Equatable {
  package enum Limits {
    /// UTF-8 bytes.
    package static let yaml = 64 * 1024
    package static let text = 30_000
  }

  package var brand: BrandID
  /// 0 while the brand has none.
  package var version: Int
  package var yaml: String
  package var savedBy: String
  package var savedAt: Date?

  package init(brand: BrandID, version: Int = 0, yaml: String = "", savedBy: String = "", savedAt: Date? = nil) {
    self.brand = brand
    self.version = version
    self.yaml = yaml
    self.savedBy = savedBy
    self.savedAt = savedAt
  }

  /// The pack that the text makes; nil for an empty one. `shipped` are packs whose definitions it may use.
  /// Throws `Problem(.invalid)` with every fault, each with its line.
  package static func pack(_ yaml: String, shipped: [PolicyPack]) throws(Problem) -> PolicyPack? {
    if yaml.allSatisfy(\.isWhitespace) { return nil }
    guard yaml.utf8.count <= Limits.yaml else {
      throw Problem.invalid("/yaml", "The rules are larger than \(Limits.yaml / 1024) KB.")
    }
    do throws(PolicyFaults) {
      let pack = try PolicyReader.read(yaml, file: "policy", known: shipped)
      guard shipped.allSatisfy({ $0.id != pack.id }) else {
        let reason = "pack must have a name of its own, such as brand; \(pack.id) is one that Starling brings"
        throw PolicyFaults([PolicyFault(file: "policy", line: 1, reason: reason)])
      }
      return pack
    } catch {
      throw refusal(error.faults)
    }
  }

  private static func refusal(_ faults: [PolicyFault]) -> Problem {
    let fields = faults.map { Problem.Field("/yaml", ($0.line.map { "line \($0): " } ?? "") + $0.reason) }
    let detail =
      faults.count == 1
      ? "The rules have a fault, so the old ones stay in force: \(fields[0].message)."
      : "The rules have \(faults.count) faults, so the old ones stay in force."
    return Problem(.invalid, detail, fields: fields)
  }

  /// What the editor of a brand without rules begins with.
  package static let example = """
    pack: brand
    version: "1"
    title: Our own rules

    never:
      - cheap

    sources:
      guide: {name: Our style guide, section: "3", date: "2026"}

    rules:
      - id: promises
        severity: warning
        source: guide
        reason: We do not promise days of delivery.
        when: ["(delivered|arrives|with you) (in|within) <number> (day|days|hours)"]

    """
}

extension PolicyPack {
  /// A brand's never-terms and a brief's competitors, found also where they are disguised.
  static func terms(never: [String], competitors: [String]) -> PolicyPack {
    let source = PolicySource(name: "The brand's own words", section: "", date: "2026")
    func rule(_ id: String, _ term: String, _ reason: String) -> PolicyRule? {
      let plain = String(term.map { "()|<>*".contains($0) ? " " : $0 })
      guard let pattern = try? PolicyPattern(plain) else { return nil }
      return PolicyRule(
        id: id, version: "1", severity: .block, scope: PolicyScope(),
        when: .words(PolicyWords([pattern], heedsNegation: false)), unless: nil, reason: reason, source: source,
        fix: .remove)
    }
    return PolicyPack(
      id: "terms", version: "1", title: "Terms",
      rules: never.compactMap { rule("risk/never-term", $0, "The brand never says “\($0)”.") }
        + competitors.compactMap {
          rule("brief/competitor", $0, "The brief names \($0) as a competitor, so the post must not.")
        })
  }
}

/// What could embarrass the brand: shouting, bad words, claims that need proof.
package struct RiskReport: Codable, Sendable, Equatable {
  /// 0 is clean, 100 must not go out.
  package var risk: Double
  package var findings: [Finding]
}

package enum RiskLint {
  package static func check(_ text: String, neverTerms: [String] = []) -> RiskReport {
    RiskReport(risk: 0, findings: [])
  }
}

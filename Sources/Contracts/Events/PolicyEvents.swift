package import Kernel

package struct PolicyChecked: EventPayload, Equatable {
  package static let subject = "policy.checked"
  package static let summary = "A variant was held against the brand's policies; a blocking finding stops scheduling."
  package static let example = PolicyChecked(
    post: .sample(3), variant: .sample(4), findings: 2, blocking: 1, rules: ["x.length", "eu.ad-disclosure"])

  package var post: PostID
  package var variant: VariantID
  package var findings: Int
  package var blocking: Int
  package var rules: [String]

  package init(post: PostID, variant: VariantID, findings: Int, blocking: Int, rules: [String]) {
    self.post = post
    self.variant = variant
    self.findings = findings
    self.blocking = blocking
    self.rules = rules
  }
}

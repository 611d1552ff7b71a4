package import Foundation
package import Kernel
package import Text
package import Web

package struct PolicyReply: VersionedModel {
  package var brandID: BrandID
  package var version: Int
  package var yaml: String
  package var savedBy: String
  package var saved: Date?

  package init(_ policy: BrandPolicy) {
    brandID = policy.brand
    version = policy.version
    yaml = policy.yaml
    savedBy = policy.savedBy
    saved = policy.savedAt
  }

  package static var schema: Schema {
    .object(
      "Policy", .required("brand_id", .id(BrandID.self)),
      .required("version", .integer(0...1_000_000_000), "For `If-Match` of an edit; 0 while there are no rules."),
      .required("yaml", .text(0...BrandPolicy.Limits.yaml), "docs/guides/add-a-policy-pack.md has the format."),
      .required("saved_by", .line(0...200)), .optional("saved", .instant))
  }
}

package struct PolicyBody: APIModel {
  package var yaml: String

  package static var schema: Schema {
    .object("PolicyEdit", .required("yaml", .text(0...BrandPolicy.Limits.yaml), "The whole text; empty for no rules."))
  }
}

package struct PolicyTrialBody: APIModel {
  package var text: String
  package var platform: String?
  package var regions: [String]?
  package var language: String?
  package var paid: Bool?
  package var yaml: String?

  package static var schema: Schema {
    .object(
      "PolicyTrial", .required("text", .text(1...BrandPolicy.Limits.text)),
      .optional("platform", .line(1...40)),
      .optional("regions", .list(.line(2...2), 0...BriefContent.Limits.regions), "Country codes."),
      .optional("language", .language), .optional("paid", .boolean, "Somebody pays for the post."),
      .optional("yaml", .text(0...BrandPolicy.Limits.yaml), "Rules to try instead of those in force."))
  }

  var trial: PolicyTrial {
    PolicyTrial(
      text: text, platform: platform, regions: regions ?? [], language: language, paid: paid ?? false, yaml: yaml)
  }
}

package struct PolicyTrialReply: APIModel {
  package var findings: [Finding]
  package var isBlocked: Bool

  package init(_ findings: [Finding]) {
    self.findings = findings
    isBlocked = findings.isBlocked
  }

  package static var schema: Schema {
    .object(
      "PolicyFindings", .required("findings", .list(.finding, 0...1_000)), .required("is_blocked", .boolean))
  }
}

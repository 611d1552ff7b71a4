import Crypto
package import Foundation
package import Kernel
package import Stores

/// A link to one file of one report that works without a login until it expires. It names the org, since nobody is
/// signed in when it is followed; the signature covers everything it says.
package struct ReportLink: Sendable, Equatable {
  package static let lifetime: TimeInterval = 900

  package var org: OrgID
  package var report: ReportID
  /// As in `Report.files`.
  package var file: String
  package var expires: Date

  package init(org: OrgID, report: ReportID, file: String, expires: Date) {
    self.org = org
    self.report = report
    self.file = file
    self.expires = expires
  }

  package func url(_ baseURL: String, _ vault: any Vault) -> String {
    "\(baseURL)/v1/reports/\(report)/file?org=\(org)&file=\(file)&expires=\(seconds)&signature=\(signature(vault))"
  }

  /// Throws `Problem(.notFound)` for a signature that is not ours and for a link that has expired: nobody learns which.
  package func check(_ signature: String, _ vault: any Vault, at now: Date) throws(Problem) {
    let given = Array(signature.utf8)
    let ours = Array(self.signature(vault).utf8)
    var difference = UInt8(given.count == ours.count ? 0 : 1)
    for (left, right) in zip(given, ours) { difference |= left ^ right }
    guard difference == 0, now < expires else {
      throw Problem(.notFound, "This link has expired or is not whole. Open the report again for a new one.")
    }
  }

  static func path(_ org: OrgID, _ file: String) throws -> BlobPath {
    guard let path = BlobPath("\(org)/reports/\(file)") else { throw Problem.notFound("file") }
    return path
  }

  private var seconds: Int { Int(expires.timeIntervalSince1970) }

  private func signature(_ vault: any Vault) -> String {
    let mac = vault.hmac("\(org) \(report) \(file) \(seconds)", purpose: "report-link")
    return Data(mac).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }
}

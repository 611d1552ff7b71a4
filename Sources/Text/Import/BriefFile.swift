import Kernel

/// A brief as a person writes it in JSON, for the command line and imports.
package struct BriefFile: Codable, Sendable, Equatable {
  package var topic: String
  package var audience: String?
  package var tone: String?
  package var languages: [String]
  package var platforms: [String]
  package var regions: [String]
  package var competitors: [String]
  package var constraints: [String]
  package var facts: [String]
  package var offer: String?
  package var link: String?
  package var callToAction: String?

  /// Throws `Problem(.invalid)` with one field-level message (JSON pointer) per mistake, all at once.
  package static func read(_ bytes: [UInt8]) throws -> BriefFile { throw Problem(.invalid, "The brief is empty.") }
}

package import Foundation
package import Kernel
import Models

/// What is known of a call before it is made.
struct CallPlan: Sendable {
  /// A `ModelTask`, or `test`.
  var task: String
  /// What it is for, such as a post's id.
  var subject: String
  var brand: BrandID?
  /// Nil: the installation's own model.
  var provider: ModelProviderID?
  var providerName = "installation"
  var model = ""
  /// Nil: not known, so the call's cost is not either.
  var price: ModelPrice?

  init(
    task: String, subject: String, brand: BrandID?, provider: ModelProviderID? = nil,
    providerName: String = "installation", model: String = "", price: ModelPrice? = nil
  ) {
    self.task = task
    self.subject = subject
    self.brand = brand
    self.provider = provider
    self.providerName = providerName
    self.model = model
    self.price = price
  }
}

/// The record of one call: ids, counts and hashes. The words lie beside it, for as long as they are kept.
package struct ModelCall: Sendable, Equatable {
  package enum State: String, Sendable, Codable, CaseIterable {
    /// Runs, or its process died.
    case open
    case answered
    case failed
    /// Found open long after: counted as if all that it had reserved had been used.
    case lost
  }

  package var id: ModelCallID
  package var brand: BrandID?
  package var task: String
  package var subject: String
  package var actor: String
  package var provider: ModelProviderID?
  package var providerName: String
  package var model: String
  package var state: State
  package var error: String?
  package var finish: String?
  package var promptTokens: Int?
  package var completionTokens: Int?
  /// The provider counted; else the numbers are estimates.
  package var isCounted: Bool
  /// Millionths of a US dollar; nil: the price is not known.
  package var costMicros: Int?
  package var firstToken: Int?
  package var total: Int?
  package var promptDigest: String
  package var answerDigest: String?
  package var started: Date
  package var ended: Date?
}

/// What was said in a call.
package struct ModelPayload: Sendable, Equatable {
  package var prompt: String
  package var answer: String
}

/// How long texts are in tokens, where nobody counts: between three and five bytes of a European language.
enum TokenEstimate {
  static func likely(_ bytes: Int) -> Int { (bytes + 3) / 4 }

  /// Few texts have more; what the provider counts in the end replaces it.
  static func most(_ bytes: Int) -> Int { bytes / 2 + 32 }
}

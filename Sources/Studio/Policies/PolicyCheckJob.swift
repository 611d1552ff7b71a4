import Database
package import Jobs
package import Kernel

/// A brand's rules changed: its open texts are judged again.
package struct PolicyCheckArgs: JobArgs, Equatable {
  package static let kind = "policy-check"
  /// A change made while it runs gets a run of its own.
  package static let uniqueness = Uniqueness.untilStarted

  package var brand: BrandID
  /// Go on after this variant; nil begins with the newest.
  package var after: VariantID?

  package init(brand: BrandID, after: VariantID? = nil) {
    self.brand = brand
    self.after = after
  }

  package var uniqueKey: String? { brand.description + (after?.description ?? "") }
}

package struct PolicyCheckJob: JobHandler {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  /// Variants of one run; the rest is for the next.
  static let batch = 50

  package func run(_ args: PolicyCheckArgs, _ context: JobContext) async throws -> JobOutcome {
    let open = try await context.database.query(PolicyStatements.open, args, as: context.tenant)
    let act = ScoreVariant(parts.on(context.database))
    for variant in open { _ = try await act.run(variant, as: context.tenant) }
    try await context.database.transaction(as: context.tenant) { tx in
      if open.count == Self.batch, let last = open.last {
        let next = PolicyCheckArgs(brand: args.brand, after: last)
        try await tx.enqueue(next, priority: .background, ids: parts.ids)
      }
      try await context.complete(in: tx)
    }
    return .done
  }
}

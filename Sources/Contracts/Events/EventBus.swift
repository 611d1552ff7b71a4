package import Kernel

/// Carries events from where they happened to whoever watches: pages, API clients, webhooks.
///
/// The truth is the outbox; a bus only fans out. Losing one loses no event: a subscriber comes
/// back with the last position it saw and continues there.
package protocol EventBus: Sendable {
  /// Every stored event of the filter after `position`, in order, none missing and none twice,
  /// then each new one as it comes, with ephemeral events of the filter between them.
  /// `after: nil` begins with what happens next.
  ///
  /// The stream ends with `SubscriptionEnded.tooSlow` when the reader falls behind the queue's
  /// bound, with `.expired` when the position is older than what the outbox keeps, and without an
  /// error when the bus stops.
  func subscribe(_ filter: EventFilter, after position: Int64?) -> AsyncThrowingStream<BusEvent, any Error>

  /// To those who watch right now; never stored, may be lost. The in-process bus reaches this
  /// process only, one over a network all of them.
  func publishEphemeral(_ event: EphemeralEvent)
}

/// Why the bus ended a subscription that its reader still wanted.
package enum SubscriptionEnded: Error, Sendable, Equatable {
  /// The reader was too slow. Subscribe again after `resumeAfter` to continue without a gap.
  case tooSlow(resumeAfter: Int64?)
  /// Events after that position have been removed by retention: read the state anew, then
  /// subscribe after `newest`.
  case expired(newest: Int64)
}

/// What a subscriber wants. An org always; never more than one.
package struct EventFilter: Sendable, Equatable {
  package var org: OrgID
  /// The brands that the subscriber may see. An event without a brand goes to all of the org.
  package var brands: BrandScope
  /// `publish` or `publish.published`; whole words of the subject. Empty means all.
  package var subjects: [String]
  /// Only this resource's events.
  package var resource: String?

  package init(org: OrgID, brands: BrandScope, subjects: [String] = [], resource: String? = nil) {
    self.org = org
    self.brands = brands
    self.subjects = subjects
    self.resource = resource
  }

  package func matches(_ event: BusEvent) -> Bool {
    event.org == org && (event.brand.map(brands.contains) ?? true)
      && (resource == nil || resource == event.resource) && wants(event.subject)
  }

  private func wants(_ subject: String) -> Bool {
    subjects.isEmpty || subjects.contains { subject == $0 || subject.hasPrefix($0 + ".") }
  }
}

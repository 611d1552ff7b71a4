package import Foundation
package import Kernel

/// Every event that may be published. `docs/api/events.md` is rendered from this list.
package enum EventCatalogue {
  package static let all: [any EventPayload.Type] = [
    BriefCreated.self, BriefChanged.self,
    GenerationStarted.self, VariantReady.self, VariantFailed.self, GenerationFinished.self, PostChanged.self,
    VoiceTrained.self, CommentChanged.self,
    PolicyChecked.self,
    PublicationScheduled.self, PublicationChanged.self, PublicationPublished.self, PublicationNeedsHuman.self,
    ConnectorChanged.self, PublishingPaused.self,
    MetricsIngested.self, ReportReady.self,
  ]

  /// The areas that a subject may begin with.
  package static let areas = ["brief", "gen", "policy", "publish", "metrics"]
}

extension ID {
  /// A fixed id for examples in documents: the same in every run.
  package static func sample(_ number: UInt8) -> ID {
    ID(UUID(uuid: (1, 154, 176, 44, 16, 0, 112, 0, 128, 0, 0, 0, 0, 0, 0, number)))
  }
}

extension Date {
  /// 2026-03-02 09:30 UTC, for examples in documents.
  package static let sample = Date(timeIntervalSince1970: 1_772_443_800)
}

import Accounts
import Bus
import Contracts
package import Database
import Insights
import Jobs
import Publishing
import Stores
import Studio
import Web

/// Every statement of the program, for the tests that prepare and plan each one. A test finds lists
/// in the sources that are missing here.
package enum StatementRegistry {
  package static var lists: [any StatementList.Type] {
    [
      AdvisoryStatements.self, VaultStatements.self, IdempotencyStatements.self,
      JobStatements.self, WorkflowStatements.self, ScheduleStatements.self, DoorbellStatements.self,
      LeaderStatements.self, OperationStatements.self, OutboxStatements.self, BusStatements.self,
      OrgStatements.self, SetupStatements.self, PersonStatements.self, MemberStatements.self, InvitationStatements.self,
      BrandPeopleStatements.self, SessionStatements.self, APIKeyStatements.self, NotificationStatements.self,
      AuditStatements.self,
      BrandStatements.self, VoiceStatements.self, CampaignStatements.self, TemplateStatements.self,
      BriefStatements.self, PostStatements.self,
      VariantStatements.self, VariantVersionStatements.self, CommentStatements.self, GenerationStatements.self,
      EnrichmentStatements.self, HashtagStatements.self, PolicyStatements.self, ModelProviderStatements.self,
      ModelTurnStatements.self, ModelCallStatements.self,
      ConnectorStatements.self, LedgerStatements.self, LedgerGuardStatements.self,
      MetricStatements.self, SweepStatements.self, ReportStatements.self,
      AccountsUsageStatements.self, StudioUsageStatements.self, PublishingUsageStatements.self,
    ]
  }

  package static var all: [AnyStatement] { lists.flatMap { $0.all } }
}

import Foundation
import Kernel
import Synchronization
import Testing

@Suite("Identifiers")
struct IDTests {
  private let uuid = UUID(uuidString: "01890a5d-ac96-774b-bcce-b302099a8057")!

  @Test("print as prefix and 26 base32 digits, and read back")
  func roundTrip() {
    let id = BrandID(uuid)
    #expect(id.description == "brand_01h455vb4pex5vsknk084sn02q")
    #expect(BrandID(id.description) == id)
  }

  @Test(
    "refuse another kind's prefix, a wrong length, a foreign digit and more than 128 bits",
    arguments: [
      "post_01h455vb4pex5vsknk084sn02q", "brand_01h455vb4pex5vsknk084sn02", "brand_01h455vb4pex5vsknk084sn02qq",
      "brand_01h455vb4pex5vsknk084sn0uq", "brand_81h455vb4pex5vsknk084sn02q", "brand_01H455VB4PEX5VSKNK084SN02Q",
      "01h455vb4pex5vsknk084sn02q", "brand_", "",
    ])
  func refusals(text: String) { #expect(BrandID(text) == nil) }

  @Test("sort as their bytes do, in both forms")
  func order() {
    let ids = IDSource.system
    let made = (0..<2_000).map { _ in ids.new(PostID.self) }
    #expect(made == made.sorted())
    #expect(made.map(\.description) == made.map(\.description).sorted())
    #expect(Set(made).count == made.count)
  }

  @Test("keep their order when the clock stands still or goes back")
  func stoppedClock() {
    let clock = Mutex(1_700_000_000.0)
    let time = TimeSource(
      now: { Date(timeIntervalSince1970: clock.withLock { $0 }) }, monotonic: { .now }, sleep: { _ in })
    let ids = IDSource.uuid7(time: time, random: .system)
    var made = (0..<5_000).map { _ in ids.new(PostID.self) }
    clock.withLock { $0 -= 3_600 }
    made += (0..<10).map { _ in ids.new(PostID.self) }
    #expect(made == made.sorted())
    #expect(Set(made).count == made.count)
  }

  @Test("carry RFC 9562's version, variant and time")
  func version7() {
    let time = TimeSource(
      now: { Date(timeIntervalSince1970: 1_645_557_742) }, monotonic: { .now }, sleep: { _ in })
    let uuid = IDSource.uuid7(time: time, random: .system).uuid().uuid
    #expect([uuid.0, uuid.1, uuid.2, uuid.3, uuid.4, uuid.5] == [0x01, 0x7F, 0x22, 0xE2, 0x79, 0xB0])
    #expect(uuid.6 >> 4 == 7)
    #expect(uuid.8 >> 6 == 0b10)
  }

  @Test("of no two kinds share a prefix")
  func prefixes() {
    let prefixes = [
      OrgID.prefix, UserID.prefix, MembershipID.prefix, InvitationID.prefix, SessionID.prefix, RefreshTokenID.prefix,
      APIKeyID.prefix, BrandID.prefix, VoiceModelID.prefix, VoiceExampleID.prefix, CampaignID.prefix, BriefID.prefix,
      PostID.prefix, VariantID.prefix, AssetID.prefix, TemplateID.prefix, ConnectorID.prefix, PublicationID.prefix,
      AttemptID.prefix, LinkID.prefix, ExperimentID.prefix, CommentID.prefix, ApprovalID.prefix, NotificationID.prefix,
      OperationID.prefix, AuditEntryID.prefix, JobID.prefix, WorkflowID.prefix, EventID.prefix, ReportID.prefix,
      WebhookID.prefix,
    ]
    #expect(Set(prefixes).count == prefixes.count)
  }

  @Test("decode from JSON only as what they are")
  func json() throws {
    let text = Data(#"["brand_01h455vb4pex5vsknk084sn02q"]"#.utf8)
    #expect(try JSONDecoder().decode([BrandID].self, from: text) == [BrandID(uuid)])
    #expect(throws: DecodingError.self) { try JSONDecoder().decode([PostID].self, from: text) }
  }
}

extension ID { fileprivate static var prefix: String { Kind.prefix } }

@Suite("Secrets")
struct RedactedTests {
  @Test("do not print, reflect or interpolate")
  func hidden() {
    let secret = Redacted("hunter2")
    var dumped = ""
    dump(secret, to: &dumped)
    for text in ["\(secret)", String(reflecting: secret), String(describing: [secret]), dumped] {
      #expect(!text.contains("hunter2"))
    }
    #expect(secret.reveal() == "hunter2")
  }
}

@Suite("Pages of lists")
struct PageTests {
  @Test("end without a cursor when no row is left over")
  func last() {
    let page = Page.cut([1, 2, 3], limit: 3, list: "n") { [String($0)] }
    #expect(page.items == [1, 2, 3])
    #expect(page.next == nil)
  }

  @Test("point behind the last row shown when one is left over")
  func more() {
    let page = Page.cut([1, 2, 3, 4], limit: 3, list: "n") { [String($0)] }
    #expect(page.items == [1, 2, 3])
    #expect(page.next == Cursor(list: "n", values: ["3"]))
  }
}

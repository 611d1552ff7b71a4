import Accounts
import Foundation
import Kernel
import Sandbox

extension StarlingApp {
  /// An org of its own with an owner whose password nobody knows, and a rehearsal account on each sandbox platform.
  func demoStage(url: String) async throws -> DemoRun.Stage {
    guard let sandbox else { throw Problem(.conflict, "The main job rehearses on the sandbox, which is switched off.") }
    let mail = "demo-\(tools.ids.ulid().lowercased())@demo.example"
    let password = Redacted(Data(tools.random.bytes(24)).base64EncodedString())
    let made = try await CreateOrg(services: accounts.services).withOwner(
      orgName: "Demo", isDemo: true, ownerName: "Alice Adams", mail: mail, zone: "Europe/Lisbon", password: password,
      requestID: nil)
    let tenant = TenantContext(org: made.org.id, brands: .all, actor: .system("demo"))
    return DemoRun.Stage(
      url: url, mail: mail, password: password,
      accounts: ["mastodon": sandbox.rehearsal(.mastodon, "Demo"), "bluesky": sandbox.rehearsal(.bluesky, "Demo")],
      readMetrics: { [insights] in try await insights.sweep(as: tenant) })
  }
}

extension Sandbox {
  /// A fresh account with a secret that opens it.
  func rehearsal(_ platform: SandboxPlatform, _ displayName: String) -> DemoRun.RehearsalAccount {
    let name = RehearsalName.of(displayName, on: platform.rawValue)
    let account = account(platform, name, displayName: displayName)
    return DemoRun.RehearsalAccount(
      server: platform == .mastodon ? addresses.mastodon : addresses.bluesky, name: name,
      secret: Redacted(newCredential(account)))
  }
}

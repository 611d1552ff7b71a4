import Foundation

@testable import App

/// A private folder that goes with the test. When root runs the tests it belongs to the account that
/// runs services.
final class TemporaryFolder: Sendable {
  let url: URL

  init() {
    var template = Array("/var/tmp/starling-app-XXXXXX".utf8CString)
    url = URL(fileURLWithPath: String(cString: mkdtemp(&template)), isDirectory: true)
    if let account = try? Account.forServices() { try? account.own(url.path) }
  }

  deinit { try? FileManager.default.removeItem(at: url) }
}

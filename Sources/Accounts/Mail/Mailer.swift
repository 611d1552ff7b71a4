package import Kernel

/// Hands mail over. The SMTP client is the one that leaves the machine; without mail settings
/// `isConfigured` is false and callers show a link to copy instead.
package protocol Mailer: Sendable {
  var isConfigured: Bool { get }
  /// Returns once the server has taken the mail. Throws `SMTPConversation.Failure`.
  func send(_ message: MailMessage) async throws
}

package struct NoMailer: Mailer {
  package init() {}
  package var isConfigured: Bool { false }
  package func send(_ message: MailMessage) async throws {
    throw Problem(.unavailable, "No mail server is set up. Set STARLING_SMTP_URL, or copy the link instead.")
  }
}

/// Where and how to hand mail over. Comes from the operator's configuration only.
package struct MailSettings: Sendable {
  package var host: String
  package var port: Int
  package var security: SMTPConversation.Security
  package var user: String?
  package var password: Redacted<String>?
  /// `Starling <starling@example.org>`: shown to people; the address in angle brackets is the envelope's.
  package var from: String

  package init(
    host: String, port: Int, security: SMTPConversation.Security, user: String?, password: Redacted<String>?,
    from: String
  ) {
    self.host = host
    self.port = port
    self.security = security
    self.user = user
    self.password = password
    self.from = from
  }

  var envelopeSender: String {
    guard let open = from.lastIndex(of: "<"), let close = from.lastIndex(of: ">"), open < close else { return from }
    return String(from[from.index(after: open)..<close])
  }
}

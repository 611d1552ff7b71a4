import Foundation
package import Kernel

/// One mail handed to a server, as a state machine without I/O: feed it reply lines, do what it says.
/// RFC 5321, with STARTTLS (RFC 3207), AUTH PLAIN and LOGIN (RFC 4954). Credentials go out only over TLS.
package struct SMTPConversation: Sendable {
  package enum Security: String, Sendable, CaseIterable {
    /// TLS from the first byte (port 465).
    case implicit
    /// STARTTLS, refused without it (port 587).
    case startTLS = "starttls"
    /// Plain text: for a relay on this machine only.
    case none
  }

  package struct Envelope: Sendable {
    package var from: String
    package var to: String
    package var data: String

    package init(from: String, to: String, data: String) {
      self.from = from
      self.to = to
      self.data = data
    }
  }

  package enum Action: Sendable, Equatable {
    case send(String)
    case upgradeToTLS
    case wait
    /// The server has taken responsibility for the mail.
    case accepted
    case failed(Failure)
  }

  package struct Failure: Error, Sendable, Equatable {
    package var code: Int
    package var words: String
    /// 4yz and broken connections may pass; 5yz will not.
    package var isPermanent: Bool { code >= 500 }
  }

  private enum State {
    case greeting, hello, startTLS, helloAgain, authPlain, authLogin, authUser, authPassword, from, to, data, body, done
  }

  private let host: String
  private let security: Security
  private let credentials: (user: String, password: Redacted<String>)?
  private let envelope: Envelope
  private var state = State.greeting
  private var lines: [String] = []

  package init(
    host: String, security: Security, credentials: (user: String, password: Redacted<String>)?, envelope: Envelope
  ) {
    self.host = host
    self.security = security
    self.credentials = credentials
    self.envelope = envelope
  }

  /// One reply line without its CRLF.
  package mutating func receive(_ line: String) -> Action {
    guard line.utf8.count >= 3, let code = Int(line.prefix(3)), (200...599).contains(code) else {
      return .failed(Failure(code: 0, words: "The mail server does not speak SMTP."))
    }
    lines.append(String(line.dropFirst(4)))
    if line.dropFirst(3).first == "-" { return .wait }
    defer { lines = [] }
    return advance(code)
  }

  package mutating func tlsStarted() -> Action {
    state = .helloAgain
    return .send("EHLO \(host)")
  }

  private mutating func advance(_ code: Int) -> Action {
    switch (state, code) {
    case (.greeting, 220): return next(.hello, "EHLO \(host)")
    case (.hello, 250): return afterHello()
    case (.startTLS, 220): return .upgradeToTLS
    case (.helloAgain, 250): return authenticate()
    case (.authLogin, 334): return next(.authUser, Data((credentials?.user ?? "").utf8).base64EncodedString())
    case (.authUser, 334):
      return next(.authPassword, Data((credentials?.password.reveal() ?? "").utf8).base64EncodedString())
    case (.authPlain, 235), (.authPassword, 235): return next(.from, "MAIL FROM:<\(envelope.from)>")
    case (.from, 250): return next(.to, "RCPT TO:<\(envelope.to)>")
    case (.to, 250), (.to, 251): return next(.data, "DATA")
    case (.data, 354): return next(.body, Self.stuffed(envelope.data) + "\r\n.")
    case (.body, 250):
      state = .done
      return .accepted
    default: return .failed(Failure(code: code, words: lines.joined(separator: " ")))
    }
  }

  private mutating func afterHello() -> Action {
    switch security {
    case .startTLS:
      guard offers("STARTTLS") else {
        return .failed(Failure(code: 554, words: "The mail server offers no STARTTLS, which the settings require."))
      }
      return next(.startTLS, "STARTTLS")
    case .implicit, .none: return authenticate()
    }
  }

  private mutating func authenticate() -> Action {
    guard let credentials else { return next(.from, "MAIL FROM:<\(envelope.from)>") }
    guard security != .none else {
      return .failed(Failure(code: 554, words: "Mail credentials are only sent over TLS."))
    }
    if offers("AUTH", "PLAIN") {
      let secret = Data("\0\(credentials.user)\0\(credentials.password.reveal())".utf8).base64EncodedString()
      return next(.authPlain, "AUTH PLAIN \(secret)")
    }
    if offers("AUTH", "LOGIN") { return next(.authLogin, "AUTH LOGIN") }
    return .failed(Failure(code: 504, words: "The mail server offers neither AUTH PLAIN nor AUTH LOGIN."))
  }

  private mutating func next(_ state: State, _ line: String) -> Action {
    self.state = state
    return .send(line)
  }

  private func offers(_ keyword: String, _ parameter: String? = nil) -> Bool {
    lines.contains { line in
      let words = line.uppercased().split(whereSeparator: { $0 == " " || $0 == "=" })
      return words.first == keyword[...] && (parameter.map { words.dropFirst().contains($0[...]) } ?? true)
    }
  }

  /// RFC 5321 section 4.5.2: a line that begins with a dot gets a second one.
  static func stuffed(_ data: String) -> String {
    let lines = data.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
    let body = lines.last == "" ? lines.dropLast() : lines[...]
    return body.map { $0.hasPrefix(".") ? "." + $0 : String($0) }.joined(separator: "\r\n")
  }
}

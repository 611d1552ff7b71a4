import Foundation
import Kernel
import Testing

@testable import Accounts

@Suite("A mail")
struct MailMessageTests {
  private func render(_ message: MailMessage) -> String {
    message.render(from: "Starling <s@example.org>", messageID: "1@example.org", date: Date(timeIntervalSince1970: 0))
  }

  @Test("cannot grow a header from what somebody typed")
  func injection() {
    let mail = render(MailMessage(to: "a@example.org\r\nBcc: b@example.org", subject: "Hi\nX-Evil: 1", body: "x"))
    #expect(!mail.contains("\nBcc:"))
    #expect(!mail.contains("\nX-Evil:"))
  }

  @Test("dates itself as RFC 5322 says")
  func date() {
    #expect(
      render(MailMessage(to: "a@example.org", subject: "s", body: "b")).contains(
        "Date: Thu, 01 Jan 1970 00:00:00 +0000\r\n"))
  }

  @Test("keeps any script through encoding")
  func scripts() {
    let mail = render(MailMessage(to: "a@example.org", subject: "Grüße 👋 aus 東京", body: "Zeile = eins\nñ"))
    #expect(mail.contains("Subject: =?utf-8?B?"))
    #expect(mail.contains("Zeile =3D eins\r\n=C3=B1"))
    #expect(mail.utf8.allSatisfy { $0 < 128 })
  }

  @Test("has no line above 76 bytes")
  func lineLength() {
    let mail = render(
      MailMessage(
        to: "a@example.org", subject: String(repeating: "lang ", count: 40), body: String(repeating: "ä", count: 500)))
    #expect(mail.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 76 })
  }
}

@Suite("A talk with a mail server")
struct SMTPConversationTests {
  private func conversation(
    _ security: SMTPConversation.Security, credentials: (String, Redacted<String>)? = nil, data: String = "Hello\r\n"
  ) -> SMTPConversation {
    SMTPConversation(
      host: "us.example", security: security, credentials: credentials.map { (user: $0.0, password: $0.1) },
      envelope: .init(from: "s@example.org", to: "a@example.org", data: data))
  }

  @Test("hands a mail over with STARTTLS and a password sent only after it")
  func startTLS() {
    var talk = conversation(.startTLS, credentials: ("ada", Redacted("secret")))
    #expect(talk.receive("220 hi") == .send("EHLO us.example"))
    #expect(talk.receive("250-mail.example") == .wait)
    #expect(talk.receive("250 STARTTLS") == .send("STARTTLS"))
    #expect(talk.receive("220 go") == .upgradeToTLS)
    #expect(talk.tlsStarted() == .send("EHLO us.example"))
    #expect(talk.receive("250-mail.example") == .wait)
    #expect(talk.receive("250 AUTH LOGIN PLAIN") == .send("AUTH PLAIN AGFkYQBzZWNyZXQ="))
    #expect(talk.receive("235 ok") == .send("MAIL FROM:<s@example.org>"))
    #expect(talk.receive("250 ok") == .send("RCPT TO:<a@example.org>"))
    #expect(talk.receive("250 ok") == .send("DATA"))
    #expect(talk.receive("354 go") == .send("Hello\r\n."))
    #expect(talk.receive("250 queued") == .accepted)
  }

  @Test("ends when STARTTLS is required and not offered")
  func stripped() {
    var talk = conversation(.startTLS)
    _ = talk.receive("220 hi")
    guard case .failed(let failure) = talk.receive("250 mail.example") else {
      Issue.record("went on in the clear")
      return
    }
    #expect(failure.isPermanent)
  }

  @Test("never sends credentials in the clear")
  func clear() {
    var talk = conversation(.none, credentials: ("ada", Redacted("secret")))
    _ = talk.receive("220 hi")
    guard case .failed = talk.receive("250 AUTH PLAIN") else {
      Issue.record("sent the password")
      return
    }
  }

  @Test("tells refusals that pass from those that stay")
  func refusals() {
    var busy = conversation(.none)
    _ = busy.receive("220 hi")
    _ = busy.receive("250 ok")
    #expect(busy.receive("451 later") == .failed(.init(code: 451, words: "later")))
    var unknown = conversation(.none)
    _ = unknown.receive("220 hi")
    _ = unknown.receive("250 ok")
    _ = unknown.receive("250 ok")
    #expect(unknown.receive("550 no such user") == .failed(.init(code: 550, words: "no such user")))
  }

  @Test("ends when the other side does not speak SMTP", arguments: ["HTTP/1.1 400 Bad Request", "", "hi", "999 x"])
  func garbage(line: String) {
    var talk = conversation(.none)
    guard case .failed = talk.receive(line) else {
      Issue.record("took \(line)")
      return
    }
  }

  @Test("doubles a dot at the start of a line, so that no body ends the mail early")
  func dots() {
    var talk = conversation(.none, data: "a\r\n.\r\n..b\r\n")
    for line in ["220 hi", "250 ok", "250 ok", "250 ok"] { _ = talk.receive(line) }
    #expect(talk.receive("354 go") == .send("a\r\n..\r\n...b\r\n."))
  }
}

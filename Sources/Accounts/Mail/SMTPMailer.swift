package import Kernel
import Logging
import NIOCore
import NIOPosix
package import NIOSSL

/// Sends each mail on a connection of its own: few mails, no idle connections, nothing to go stale.
package struct SMTPMailer: Mailer {
  private let settings: MailSettings
  private let time: TimeSource
  private let ids: IDSource
  private let tls: TLSConfiguration
  private let patience: TimeAmount

  package init(
    settings: MailSettings, time: TimeSource, ids: IDSource, trusting: NIOSSLTrustRoots = .default,
    patience: Duration = .seconds(20)
  ) {
    self.settings = settings
    self.time = time
    self.ids = ids
    self.patience = TimeAmount(patience)
    var tls = TLSConfiguration.makeClientConfiguration()
    tls.trustRoots = trusting
    self.tls = tls
  }

  package var isConfigured: Bool { true }

  package func send(_ message: MailMessage) async throws {
    let channel = try await connect()
    let reader = ReplyReader()
    do {
      try await channel.eventLoop.submit {
        try channel.pipeline.syncOperations.addHandlers(ByteToMessageHandler(SMTPLines()), reader)
      }.get()
      try await converse(message, on: channel, replies: reader.lines)
    } catch {
      channel.close(promise: nil)
      throw error
    }
    try? await channel.writeAndFlush(ByteBuffer(string: "QUIT\r\n"))
    try? await channel.close()
  }

  private func connect() async throws -> any Channel {
    try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .connectTimeout(patience)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          if settings.security == .implicit { try startTLS(on: channel) }
        }
      }
      .connect(host: settings.host, port: settings.port).get()
  }

  private func startTLS(on channel: any Channel) throws {
    let handler = try NIOSSLClientHandler(context: NIOSSLContext(configuration: tls), serverHostname: settings.host)
    try channel.pipeline.syncOperations.addHandler(handler, position: .first)
  }

  private func converse(
    _ message: MailMessage, on channel: any Channel, replies: AsyncThrowingStream<String, any Error>
  ) async throws {
    var conversation = SMTPConversation(
      host: "starling.invalid", security: settings.security,
      credentials: settings.user.flatMap { user in settings.password.map { (user, $0) } },
      envelope: .init(
        from: settings.envelopeSender, to: message.to,
        data: message.render(
          from: settings.from, messageID: "\(ids.ulid())@starling.invalid", date: time.now())))
    let timeout = channel.eventLoop.scheduleTask(in: patience * 3) { channel.close(promise: nil) }
    defer { timeout.cancel() }
    for try await line in replies {
      var action = conversation.receive(line)
      if action == .upgradeToTLS {
        try await channel.eventLoop.submit { try startTLS(on: channel) }.get()
        action = conversation.tlsStarted()
      }
      switch action {
      case .send(let text): try await channel.writeAndFlush(ByteBuffer(string: text + "\r\n"))
      case .wait, .upgradeToTLS: continue
      case .accepted: return
      case .failed(let failure): throw failure
      }
    }
    throw SMTPConversation.Failure(code: 0, words: "The mail server closed the connection or did not answer in time.")
  }
}

/// Splits at line feeds; a line of more than 2,000 bytes is no SMTP reply.
private struct SMTPLines: ByteToMessageDecoder {
  typealias InboundOut = String

  mutating func decode(context: ChannelHandlerContext, buffer: inout ByteBuffer) throws -> DecodingState {
    guard let end = buffer.readableBytesView.firstIndex(of: UInt8(ascii: "\n")) else {
      guard buffer.readableBytes <= 2_000 else {
        throw SMTPConversation.Failure(code: 0, words: "The mail server does not speak SMTP.")
      }
      return .needMoreData
    }
    let length = end - buffer.readerIndex
    var line = buffer.readString(length: length) ?? ""
    buffer.moveReaderIndex(forwardBy: 1)
    if line.last == "\r" { line.removeLast() }
    context.fireChannelRead(Self.wrapInboundOut(line))
    return .continue
  }

  mutating func decodeLast(context: ChannelHandlerContext, buffer: inout ByteBuffer, seenEOF: Bool) throws
    -> DecodingState
  {
    try decode(context: context, buffer: &buffer)
  }
}

private final class ReplyReader: ChannelInboundHandler, Sendable {
  typealias InboundIn = String

  let lines: AsyncThrowingStream<String, any Error>
  private let continuation: AsyncThrowingStream<String, any Error>.Continuation

  init() { (lines, continuation) = AsyncThrowingStream.makeStream(bufferingPolicy: .bufferingOldest(200)) }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) { continuation.yield(unwrapInboundIn(data)) }
  func channelInactive(context: ChannelHandlerContext) { continuation.finish() }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    continuation.finish(throwing: error)
    context.close(promise: nil)
  }
}

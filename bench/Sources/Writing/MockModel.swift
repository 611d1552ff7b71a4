import Foundation
import Kernel
import NIOCore
import NIOHTTP1
import NIOPosix
import TestKit

/// An OpenAI-compatible endpoint that streams the same post to everybody, and notes when it wrote each first token.
final class MockModel: Sendable {
  /// One for each answer, taken just before the token was written.
  let firstTokens: Recorder<ContinuousClock.Instant>
  private let channel: any Channel

  var url: String { "http://127.0.0.1:\(channel.localAddress?.port ?? 0)/v1" }

  private init(_ firstTokens: Recorder<ContinuousClock.Instant>, _ channel: any Channel) {
    self.firstTokens = firstTokens
    self.channel = channel
  }

  static func start() async throws -> MockModel {
    let firstTokens = Recorder<ContinuousClock.Instant>()
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(MockAnswer(firstTokens))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    return MockModel(firstTokens, channel)
  }

  func stop() async throws { try await channel.close() }
}

private final class MockAnswer: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private static let words = ["{\"post\": \"Come", " and", " see", " us", " at", " the", " roastery.\"}"]
  private let firstTokens: Recorder<ContinuousClock.Instant>
  private var isListing = false

  init(_ firstTokens: Recorder<ContinuousClock.Instant>) { self.firstTokens = firstTokens }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): isListing = head.method == .GET
    case .body: break
    case .end: isListing ? list(context) : answer(context)
    }
  }

  private func list(_ context: ChannelHandlerContext) {
    head("application/json", context)
    write(#"{"object":"list","data":[{"id":"mock","object":"model"}]}"#, context)
    end(context)
  }

  /// The first token by itself, the others 5 ms later.
  private func answer(_ context: ChannelHandlerContext) {
    head("text/event-stream", context)
    firstTokens.record(TimeSource.system.monotonic())
    write(Self.event(Self.words[0]), context)
    context.flush()
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    context.eventLoop.scheduleTask(in: .milliseconds(5)) {
      let (handler, context) = bound.value
      for word in Self.words.dropFirst() { handler.write(Self.event(word), context) }
      handler.write(#"data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"# + "\n\n", context)
      handler.write("data: [DONE]\n\n", context)
      handler.end(context)
    }
  }

  private static func event(_ word: String) -> String {
    let escaped = word.replacingOccurrences(of: "\"", with: "\\\"")
    return #"data: {"model":"mock","choices":[{"index":0,"delta":{"content":"\#(escaped)"}}]}"# + "\n\n"
  }

  private func head(_ type: String, _ context: ChannelHandlerContext) {
    let headers: HTTPHeaders = ["Content-Type": type, "Connection": "close"]
    context.write(wrapOutboundOut(.head(.init(version: .http1_1, status: .ok, headers: headers))), promise: nil)
  }

  private func write(_ text: String, _ context: ChannelHandlerContext) {
    context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
  }

  private func end(_ context: ChannelHandlerContext) {
    let context = NIOLoopBound(context, eventLoop: context.eventLoop)
    context.value.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in context.value.close(promise: nil) }
  }
}

import Foundation
import Kernel
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization
import TestKit

/// An OpenAI-compatible endpoint that streams the same post to everybody, and notes when it wrote each first token. It
/// can be told to fail.
final class MockModel: Sendable {
  enum Manner: CaseIterable, Sendable {
    case answers, refuses, keepsSilent, talksGarbage, stopsHalfWay
  }

  /// One for each answer, taken just before the token was written.
  let firstTokens: Recorder<ContinuousClock.Instant>
  private let channel: any Channel
  private let manner: MannerBox

  var url: String { "http://127.0.0.1:\(channel.localAddress?.port ?? 0)/v1" }

  private init(_ firstTokens: Recorder<ContinuousClock.Instant>, _ manner: MannerBox, _ channel: any Channel) {
    self.firstTokens = firstTokens
    self.manner = manner
    self.channel = channel
  }

  /// From the next question on.
  func behave(_ manner: Manner) { self.manner.value.withLock { $0 = manner } }

  static func start() async throws -> MockModel {
    let firstTokens = Recorder<ContinuousClock.Instant>()
    let manner = MannerBox()
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(MockAnswer(firstTokens, manner))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    return MockModel(firstTokens, manner, channel)
  }

  func stop() async throws { try await channel.close() }
}

private final class MannerBox: Sendable {
  let value = Mutex(MockModel.Manner.answers)
}

private final class MockAnswer: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private static let words = ["{\"post\": \"Come", " and", " see", " us", " at", " the", " roastery.\"}"]
  private let firstTokens: Recorder<ContinuousClock.Instant>
  private let manner: MannerBox
  private var isListing = false

  init(_ firstTokens: Recorder<ContinuousClock.Instant>, _ manner: MannerBox) {
    self.firstTokens = firstTokens
    self.manner = manner
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): isListing = head.method == .GET
    case .body: break
    case .end: isListing ? list(context) : answer(context, manner.value.withLock { $0 })
    }
  }

  private func answer(_ context: ChannelHandlerContext, _ manner: MockModel.Manner) {
    switch manner {
    case .answers: answer(context)
    case .refuses:
      head("application/json", status: .internalServerError, context)
      write(#"{"error":{"message":"the model has failed"}}"#, context)
      end(context)
    case .keepsSilent: break
    case .talksGarbage:
      head("text/event-stream", context)
      write("data: {\"choices\": 7\n\n\u{0}\u{1}data: nonsense\n\n", context)
      end(context)
    case .stopsHalfWay:
      head("text/event-stream", context)
      write(Self.event(Self.words[0]), context)
      context.flush()
      context.close(promise: nil)
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

  private func head(_ type: String, status: HTTPResponseStatus = .ok, _ context: ChannelHandlerContext) {
    let headers: HTTPHeaders = ["Content-Type": type, "Connection": "close"]
    context.write(wrapOutboundOut(.head(.init(version: .http1_1, status: status, headers: headers))), promise: nil)
  }

  private func write(_ text: String, _ context: ChannelHandlerContext) {
    context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
  }

  private func end(_ context: ChannelHandlerContext) {
    let context = NIOLoopBound(context, eventLoop: context.eventLoop)
    context.value.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in context.value.close(promise: nil) }
  }
}

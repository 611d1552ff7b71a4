import Transport

/// Reads one provider's stream of an answer. Pure: bytes in, events out; it never waits.
protocol AnswerReader: Sendable {
  init()

  /// Throws `ModelError` of kind garbage, tooLarge, or what the provider reports in the stream.
  mutating func receive(_ bytes: some Collection<UInt8>) throws(ModelError) -> [AnswerEvent]

  /// The protocol's own last word has come.
  var isDone: Bool { get }
  var finish: ModelFinish? { get }
  var usage: ModelUsage? { get }

  /// The connection ended: nil when the answer is whole, else what is wrong with it.
  func end() -> ModelError?
}

enum AnswerEvent: Equatable {
  case text(String)
  case model(String)
}

/// Server-sent events whose lines cannot grow without end, and a count of the text in them.
struct BoundedEvents: Sendable {
  /// Bytes of one line.
  private static let lineLimit = 256 << 10
  /// Bytes of all text of one answer.
  private static let textLimit = 1 << 20
  private var events = ServerSentEvents()
  private var lineLength = 0
  private var textLength = 0
  private(set) var sawEvent = false

  mutating func receive(_ bytes: some Collection<UInt8>) throws(ModelError) -> [ServerSentEvents.Event] {
    for byte in bytes {
      lineLength = byte == 0x0A || byte == 0x0D ? 0 : lineLength + 1
      if lineLength > Self.lineLimit { throw ModelError(.tooLarge, "a line of the stream is too long") }
    }
    let complete = events.receive(bytes)
    if !complete.isEmpty { sawEvent = true }
    return complete
  }

  mutating func count(_ text: String) throws(ModelError) {
    textLength += text.utf8.count
    if textLength > Self.textLimit { throw ModelError(.tooLarge, "the answer is too long") }
  }

  /// What a stream that stopped before its end is.
  var cut: ModelError {
    sawEvent ? ModelError(.cutShort, "the stream ended early") : ModelError(.garbage, "no events in the reply")
  }
}

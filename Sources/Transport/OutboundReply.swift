package import HTTPTypes
package import NIOCore

/// A whole reply, whatever its status. Redirects are replies like any other: nothing follows them.
package struct OutboundReply: Sendable {
  package var status: Int
  package var headers: HTTPFields
  package var body: [UInt8]

  package init(status: Int, headers: HTTPFields = [:], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}

/// A reply whose body is still arriving.
package struct StreamedReply {
  package var status: Int
  package var headers: HTTPFields
  package var body: ReplyBody
}

/// The body's pieces as they come, once. Reading slowly slows the sender down. Throws `TransportError`.
package struct ReplyBody: AsyncSequence {
  package typealias Element = ByteBuffer
  package typealias Failure = any Error

  let reading: ReplyReading

  package func makeAsyncIterator() -> Iterator { Iterator(reading: reading) }

  package struct Iterator: AsyncIteratorProtocol {
    let reading: ReplyReading

    package mutating func next() async throws -> ByteBuffer? { try await reading.nextBody() }
  }
}

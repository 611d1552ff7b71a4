import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Puts the errors of the network stack into our kinds.
enum TransportFaults {
  static func classify(_ error: any Error, bytesLeft: Bool) -> TransportError {
    switch error {
    case let error as TransportError: error
    case is CancellationError: TransportError(.cancelled, bytesLeft: bytesLeft)
    case is NIOSSLError where !bytesLeft: TransportError(.tls, bytesLeft: false, "handshake")
    case is NIOSSLExtraError, is BoringSSLError: TransportError(.tls, bytesLeft: bytesLeft, "handshake or certificate")
    case is HTTPParserError: fromParser(error as? HTTPParserError, bytesLeft)
    default: TransportError(.reset, bytesLeft: bytesLeft, "connection lost")
    }
  }

  static func connecting(_ error: any Error) -> TransportError {
    switch error {
    case let error as TransportError: error
    case is CancellationError: TransportError(.cancelled, bytesLeft: false)
    case ChannelError.connectTimeout: TransportError(.timeout, bytesLeft: false, "connecting")
    case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError:
      TransportError(.tls, bytesLeft: false, "handshake or certificate")
    default: TransportError(.refused, bytesLeft: false, "connecting: \(error)")
    }
  }

  /// An early end of the stream reaches the parser as `invalidEOFState`: that is a cut, not bad HTTP.
  private static func fromParser(_ error: HTTPParserError?, _ bytesLeft: Bool) -> TransportError {
    error == .invalidEOFState
      ? TransportError(.reset, bytesLeft: bytesLeft, "the reply was cut")
      : TransportError(.malformed, bytesLeft: bytesLeft, "not HTTP")
  }
}

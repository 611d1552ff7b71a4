import Foundation
import Kernel
import NIOCore

/// Says in an operator's words why a port cannot be listened on.
enum ListenFault {
  static func explained(_ error: any Error, _ listen: Config.Listen) -> any Error {
    guard let error = error as? IOError, [EADDRINUSE, EACCES, EADDRNOTAVAIL].contains(error.errnoCode) else {
      return error
    }
    let remedy =
      switch error.errnoCode {
      case EADDRINUSE: "Another program uses it: stop that one, or choose another port with --port."
      case EACCES: "Ports below 1024 are for root: choose another with --port, or put a proxy in front."
      default: "This machine has no such address: check STARLING_HOST."
      }
    return Problem(.conflict, "Cannot listen on \(listen.host):\(listen.port). \(remedy)")
  }
}

package import Foundation

/// What to run as a child process, and how it is tied to us.
package struct ChildProgram: Sendable {
  package var executable: String
  package var arguments: [String]
  /// All of it: nothing is inherited.
  package var environment: [String: String]
  package var account: Account?
  /// What the kernel sends the child when we die without stopping it.
  package var parentDeathSignal: Int32
  /// Standard output and standard error are appended here.
  package var log: URL

  package init(
    executable: String, arguments: [String], environment: [String: String] = [:], account: Account? = nil,
    parentDeathSignal: Int32 = SIGTERM, log: URL
  ) {
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
    self.account = account
    self.parentDeathSignal = parentDeathSignal
    self.log = log
  }
}

/// How a child ended.
package enum ChildExit: Sendable, Equatable, CustomStringConvertible {
  case code(Int32)
  case signal(Int32)

  /// From the status word of waitpid(2).
  init(status: Int32) {
    let signal = status & 0x7F
    self = signal == 0 ? .code((status >> 8) & 0xFF) : .signal(signal)
  }

  package var description: String {
    switch self {
    case .code(let code): "ended with exit code \(code)"
    case .signal(let signal): "was ended by signal \(signal)"
    }
  }
}

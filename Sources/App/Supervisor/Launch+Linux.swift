#if os(Linux)
  import Glibc

  /// The command line that runs a program with the parent-death signal set and, when asked, as
  /// another account. setpriv(1) sets the signal after it has changed the account, which would clear
  /// it, and then becomes the program, so the process id is the program's.
  func tiedCommand(_ program: ChildProgram) -> [String] {
    let death = ["--pdeathsig", deathSignal(program.parentDeathSignal)]
    return [setpriv] + death + identity(program.account) + ["--", program.executable] + program.arguments
  }

  func asAccount(_ account: Account, _ command: [String]) -> [String] {
    [setpriv] + identity(account) + ["--"] + command
  }

  /// setpriv(1) knows signals by name only.
  private func deathSignal(_ signal: Int32) -> String {
    switch signal {
    case SIGINT: "INT"
    case SIGKILL: "KILL"
    default: "TERM"
    }
  }

  private let setpriv = "/usr/bin/setpriv"

  private func identity(_ account: Account?) -> [String] {
    guard let account else { return [] }
    return ["--reuid", String(account.uid), "--regid", String(account.gid), "--init-groups"]
  }
#endif

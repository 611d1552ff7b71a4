import CSupport
import Foundation
import Kernel

/// A running child. One thread of its own spawns it and then waits for its end: the parent-death
/// signal follows the spawning thread, so that thread must live exactly as long as the child.
package final class ChildProcess: Sendable {
  package let pid: Int32
  package let exit: Completion<ChildExit>

  private init(pid: Int32, exit: Completion<ChildExit>) {
    self.pid = pid
    self.exit = exit
  }

  /// Throws `Problem(.unavailable)` with the reason when the program cannot be started.
  package static func launch(_ program: ChildProgram) async throws -> ChildProcess {
    let started = Completion<Result<Int32, Problem>>()
    let exit = Completion<ChildExit>()
    Thread.detachNewThread {
      let result = Result { () throws(Problem) in try spawn(program) }
      started.complete(result)
      if case .success(let pid) = result { exit.complete(reap(pid)) }
    }
    return ChildProcess(pid: try await started.value.get(), exit: exit)
  }

  /// To the process alone. Does nothing once it has ended, so never hits another with its number.
  package func send(_ signal: Int32) {
    guard exit.current == nil else { return }
    kill(pid, signal)
  }

  /// To the process and all in its group that it left behind.
  package func killGroup() {
    send(SIGKILL)
    kill(-pid, SIGKILL)
  }

  private static func reap(_ pid: Int32) -> ChildExit {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) == -1 && errno == EINTR {}
    return ChildExit(status: status)
  }

  private static func spawn(_ program: ChildProgram) throws(Problem) -> Int32 {
    guard access(program.executable, X_OK) == 0 else {
      throw Problem(.unavailable, "Cannot start \(program.executable): \(SystemError.last).")
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, program.log.path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    starling_spawn_close_from(&actions, 3)

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setpgroup(&attributes, 0)
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
    posix_spawnattr_setflags(&attributes, Int16(flags))

    let command = tiedCommand(program)
    let arguments = command.map { strdup($0) } + [nil]
    let environment = program.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in arguments + environment { free(text) } }
    var pid: pid_t = 0
    let code = posix_spawn(&pid, command[0], &actions, &attributes, arguments, environment)
    guard code == 0 else {
      throw Problem(.unavailable, "Cannot start \(program.executable): \(SystemError.text(code)).")
    }
    return pid
  }
}

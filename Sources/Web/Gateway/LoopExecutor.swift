import NIOCore

/// Runs the tasks of a connection on the thread that serves its socket, so that a request does not cross from thread
/// to thread and back. They share it with other connections, so nothing there may compute for long.
final class LoopExecutor: TaskExecutor {
  private let loop: any EventLoop

  init(_ loop: any EventLoop) { self.loop = loop }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}

import Kernel
import Site
import Synchronization

/// The demo as the first page asks for it: waits some seconds, and the loading goes on after that. Whoever asks next
/// hears how it ended, also when it failed.
final class DemoEntrance: Sendable {
  private typealias Loading = Completion<Result<DemoNote, any Error>>

  private let demo: DemoWorkspace
  private let time: TimeSource
  private let patience: Duration
  private let loading = Mutex<Loading?>(nil)

  init(_ demo: DemoWorkspace, time: TimeSource, patience: Duration = .seconds(4)) {
    self.demo = demo
    self.time = time
    self.patience = patience
  }

  func ask() async throws -> StartPages.DemoDoor {
    let current = begun()
    let deadline = time.monotonic() + patience
    while current.current == nil, time.monotonic() < deadline { try await time.sleep(.milliseconds(50)) }
    guard let ended = current.current else { return .loading }
    loading.withLock { if $0 === current { $0 = nil } }
    let note = try ended.get()
    guard let owner = note.owner else { throw Problem(.internal, "The demo has no owner.") }
    return .open(user: owner, org: note.org)
  }

  private func begun() -> Loading {
    loading.withLock { loading in
      if let loading { return loading }
      let new = Loading()
      Task { [demo] in
        do { new.complete(.success(try await demo.open())) } catch { new.complete(.failure(error)) }
      }
      loading = new
      return new
    }
  }
}

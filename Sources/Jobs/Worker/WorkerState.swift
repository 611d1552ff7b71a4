import Kernel

/// What a worker holds and wants, without I/O: every decision about the next turn is made here.
struct WorkerState {
  enum Mode: Equatable {
    case running
    /// Takes nothing; what runs goes on.
    case paused
    /// Takes nothing and is idle when what runs has ended; can be resumed.
    case draining
    /// Takes nothing and ends when what runs has ended.
    case stopping
  }

  enum Turn: Equatable {
    case exchange(done: [JobLease], slots: [JobExchange.Slots], total: Int)
    /// Nothing to do before somebody rings, or this long at most.
    case wait(Duration)
    case finished
  }

  struct Running {
    let lease: JobLease
    let kind: String
    /// Our own clock's bound on the lease, counted from before the request left.
    var deadline: ContinuousClock.Instant
    var task: Task<Void, Never>?
    var isCancelled = false
    var isLost = false
  }

  var settings: WorkerSettings
  let kinds: [KindVersion]
  let kindLimits: [String: JobLimit]
  var mode = Mode.running
  private(set) var running: [JobID: Running] = [:]
  private(set) var perKind: [String: Int] = [:]
  private(set) var done: [JobLease] = []
  /// Whether a claim may find something: set by the doorbell, by time, and by a claim that came back full.
  private var mayHaveWork = true
  private var isInterrupted = false
  private var first = 0
  private(set) var nextLook: Duration

  init(settings: WorkerSettings, kinds: [KindVersion], limits: [String: JobLimit]) {
    self.settings = settings
    self.kinds = kinds
    kindLimits = limits
    nextLook = settings.poll
  }

  var isIdle: Bool { running.isEmpty && done.isEmpty }

  mutating func rang() { mayHaveWork = true }

  mutating func nextTurn() -> Turn {
    let slots = mode == .running && mayHaveWork ? freeSlots() : []
    let total = slots.isEmpty ? 0 : min(settings.batch, settings.concurrency - running.count)
    if !done.isEmpty || total > 0 {
      if total > 0 { mayHaveWork = false }
      return .exchange(done: takeDone(), slots: total > 0 ? slots : [], total: max(0, total))
    }
    if mode == .stopping && isIdle { return .finished }
    return .wait(nextLook)
  }

  /// A claim that came back full says that more is waiting; one that did not says when to look again.
  mutating func claimed(_ count: Int, of wanted: Int) {
    guard wanted > 0 else { return }
    if count > 0 { mayHaveWork = true }
    nextLook = settings.poll
  }

  /// The time of the next due job, as far as it lies before the next look anyway.
  mutating func nextDue(in delay: Duration?) {
    nextLook = min(settings.poll, max(.milliseconds(1), delay ?? settings.poll))
  }

  mutating func start(_ lease: JobLease, kind: String, deadline: ContinuousClock.Instant) {
    running[lease.job] = Running(lease: lease, kind: kind, deadline: deadline)
    perKind[kind, default: 0] += 1
  }

  /// - Returns: whether the order to end everything came before the task was known.
  mutating func attach(_ task: Task<Void, Never>, to job: JobID) -> Bool {
    running[job]?.task = task
    return isInterrupted
  }

  /// Every running job's task, to be cancelled; so is each that still comes.
  mutating func interruptAll() -> [Task<Void, Never>] {
    isInterrupted = true
    return running.values.compactMap(\.task)
  }

  mutating func end(_ job: JobID, finishing lease: JobLease?) {
    if let lease { done.append(lease) }
    guard let ended = running.removeValue(forKey: job) else { return }
    perKind[ended.kind, default: 1] -= 1
    // A slot is free that may have kept something waiting.
    mayHaveWork = mayHaveWork || running.count + 1 >= settings.concurrency || isAtLimit(ended.kind, before: 1)
  }

  /// Puts back what could not be reported. A worker whose patience has ended leaves it to the leases,
  /// or a database that never comes back would keep it from ending.
  mutating func notFinished(_ leases: [JobLease]) {
    if isInterrupted { done = [] } else { done.append(contentsOf: leases) }
  }

  mutating func extend(_ job: JobID, to deadline: ContinuousClock.Instant) { running[job]?.deadline = deadline }

  /// Marks a job as no longer wanted and hands out its task, once.
  mutating func interrupt(_ job: JobID, lost: Bool) -> Task<Void, Never>? {
    guard let entry = running[job], !(lost ? entry.isLost : entry.isCancelled) else { return nil }
    if lost { running[job]?.isLost = true } else { running[job]?.isCancelled = true }
    return entry.task
  }

  var leases: [JobLease] { running.values.filter { !$0.isLost }.map(\.lease) }

  func expired(at now: ContinuousClock.Instant) -> [JobID] {
    running.values.filter { $0.deadline <= now && !$0.isLost }.map(\.lease.job)
  }

  private mutating func takeDone() -> [JobLease] {
    let most = 500
    let batch = Array(done.prefix(most))
    done.removeFirst(batch.count)
    return batch
  }

  /// What each kind may still take, beginning with another kind every time, so that none starves.
  private mutating func freeSlots() -> [JobExchange.Slots] {
    let free = settings.concurrency - running.count
    guard free > 0, !kinds.isEmpty else { return [] }
    first = (first + 1) % kinds.count
    let order = kinds[first...] + kinds[..<first]
    return order.compactMap { key in
      let count = min(free, settings.batch, (places(of: key.kind) ?? free) - perKind[key.kind, default: 0])
      return count > 0 ? JobExchange.Slots(key: key, count: count) : nil
    }
  }

  private func isAtLimit(_ kind: String, before change: Int) -> Bool {
    places(of: kind).map { perKind[kind, default: 0] + change >= $0 } ?? false
  }

  private func places(of kind: String) -> Int? { kindLimits[kind]?.places(of: settings.concurrency) }
}

import CSupport
import Foundation

/// Waits for many sockets at once: epoll. The one file of this module that only Linux can compile;
/// another system needs the same five calls on its own mechanism.
struct Poller: Sendable {
  struct Event {
    let id: UInt64
    let readable: Bool
    let writable: Bool
  }

  struct Interest: OptionSet, Sendable {
    let rawValue: UInt32
    static let read = Interest(rawValue: EPOLLIN.rawValue | EPOLLRDHUP.rawValue)
    static let write = Interest(rawValue: EPOLLOUT.rawValue)
  }

  private static let wakeID = UInt64.max
  private let descriptor: Int32
  private let bell: Int32

  init() throws(DatabaseError) {
    descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
    bell = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    guard descriptor >= 0, bell >= 0 else {
      throw .unavailable("no epoll descriptor: \(String(cString: strerror(errno)))")
    }
    change(EPOLL_CTL_ADD, bell, Self.wakeID, .read)
  }

  func add(_ socket: Int32, id: UInt64, _ interest: Interest) { change(EPOLL_CTL_ADD, socket, id, interest) }

  func modify(_ socket: Int32, id: UInt64, _ interest: Interest) { change(EPOLL_CTL_MOD, socket, id, interest) }

  func remove(_ socket: Int32) { epoll_ctl(descriptor, EPOLL_CTL_DEL, socket, nil) }

  /// Ends a `wait` that is running, or the next one.
  func wake() { eventfd_write(bell, 1) }

  /// Blocks until a socket is ready, somebody wakes it or the time is over; nil waits without end.
  func wait(_ timeout: Duration?, _ handle: (Event) -> Void) {
    withUnsafeTemporaryAllocation(of: epoll_event.self, capacity: 64) { events in
      let count = epoll_wait(descriptor, events.baseAddress, Int32(events.count), Self.milliseconds(timeout))
      guard count > 0 else { return }
      for event in events[..<Int(count)] {
        if event.data.u64 == Self.wakeID {
          var rings: eventfd_t = 0
          eventfd_read(bell, &rings)
          continue
        }
        let broken = event.events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0
        handle(
          Event(
            id: event.data.u64, readable: broken || event.events & Interest.read.rawValue != 0,
            writable: broken || event.events & EPOLLOUT.rawValue != 0))
      }
    }
  }

  func close() {
    Foundation.close(descriptor)
    Foundation.close(bell)
  }

  private func change(_ operation: Int32, _ socket: Int32, _ id: UInt64, _ interest: Interest) {
    var event = epoll_event()
    event.events = interest.rawValue
    event.data.u64 = id
    epoll_ctl(descriptor, operation, socket, &event)
  }

  /// Rounded up, so that a timer is due when the wait for it ends.
  private static func milliseconds(_ timeout: Duration?) -> Int32 {
    guard let timeout else { return -1 }
    let parts = timeout.components
    let milliseconds = parts.seconds * 1000 + (parts.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    return Int32(clamping: max(0, milliseconds))
  }
}

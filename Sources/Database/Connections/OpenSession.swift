import CLibpq
import Foundation
import Kernel

/// A libpq session that has logged in and is in pipeline mode.
struct OpenedSession: @unchecked Sendable {
  let pq: OpaquePointer
}

/// Logs in. Name lookup may block inside libpq at every host of the list, so all of it runs on a
/// thread that may block, and never past the connect timeout by more than a name lookup.
struct SessionOpener: Sendable {
  let url: Redacted<String>
  let applicationName: String
  let timeout: Duration
  let time: TimeSource

  /// Throws `.unavailable` with libpq's words, which never hold the password.
  func open() async throws -> OpenedSession {
    try await withCheckedThrowingContinuation { continuation in
      Connection.blocking.async {
        continuation.resume(with: Result { try openBlocking() })
      }
    }
  }

  private func openBlocking() throws(DatabaseError) -> OpenedSession {
    guard let pq = start() else { throw .unavailable("out of memory") }
    PQsetNoticeReceiver(pq, { _, _ in }, nil)
    do throws(DatabaseError) {
      try logIn(pq)
      guard PQsetnonblocking(pq, 1) == 0, PQenterPipelineMode(pq) == 1 else { throw failure(pq) }
    } catch {
      PQfinish(pq)
      throw error
    }
    return OpenedSession(pq: pq)
  }

  /// What comes after `dbname` wins over the connection string, what comes before is its default.
  private func start() -> OpaquePointer? {
    let settings = [
      ("keepalives_idle", "30"), ("keepalives_interval", "10"), ("keepalives_count", "3"),
      ("fallback_application_name", applicationName), ("dbname", url.reveal()), ("client_encoding", "UTF8"),
    ]
    var keywords = settings.map { strdup($0.0) as UnsafeMutablePointer<CChar>? }
    var values = settings.map { strdup($0.1) as UnsafeMutablePointer<CChar>? }
    defer { for pointer in keywords + values { free(pointer) } }
    keywords.append(nil)
    values.append(nil)
    return keywords.map { UnsafePointer($0) }.withUnsafeBufferPointer { keywords in
      values.map { UnsafePointer($0) }.withUnsafeBufferPointer { values in
        PQconnectStartParams(keywords.baseAddress, values.baseAddress, 1)
      }
    }
  }

  private func logIn(_ pq: OpaquePointer) throws(DatabaseError) {
    let deadline = time.monotonic() + timeout
    var next = PGRES_POLLING_WRITING
    while true {
      guard PQstatus(pq) != CONNECTION_BAD, next != PGRES_POLLING_FAILED else { throw failure(pq) }
      if next == PGRES_POLLING_OK { return }
      let events = next == PGRES_POLLING_READING ? POLLIN : POLLOUT
      var wait = pollfd(fd: PQsocket(pq), events: Int16(events), revents: 0)
      let left = deadline - time.monotonic()
      guard left > .zero else { throw .unavailable("the server did not let us in within \(timeout)") }
      if poll(&wait, 1, Int32(clamping: left.components.seconds * 1000 + 50)) > 0 { next = PQconnectPoll(pq) }
    }
  }

  private func failure(_ pq: OpaquePointer) -> DatabaseError {
    .unavailable(String(cString: PQerrorMessage(pq)).trimmed)
  }
}

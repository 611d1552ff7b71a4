package import Contracts
package import Database
import Synchronization

/// Keeps what people would have been told.
package final class NoticeRecorder: Notifier {
  private let told = Mutex<[Notice]>([])

  package init() {}

  package var notices: [Notice] { told.withLock { $0 } }

  package func notify(_ notice: Notice, in tx: Transaction) async throws { told.withLock { $0.append(notice) } }
}

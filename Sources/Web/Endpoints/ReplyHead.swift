package import HTTPTypes
import Synchronization

/// Status and header fields that a handler adds to its reply.
package final class ReplyHead: Sendable {
  private let state = Mutex<(status: HTTPResponse.Status?, fields: HTTPFields)>((nil, [:]))

  package init() {}

  package var status: HTTPResponse.Status? {
    get { state.withLock { $0.status } }
    set { state.withLock { $0.status = newValue } }
  }

  package var fields: HTTPFields { state.withLock { $0.fields } }

  package func set(_ name: HTTPField.Name, _ value: String) { state.withLock { $0.fields[name] = value } }

  package func append(_ name: HTTPField.Name, _ value: String) {
    state.withLock { $0.fields.append(HTTPField(name: name, value: value)) }
  }
}

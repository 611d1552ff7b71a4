/// Everything that can go wrong for a caller, as one closed type. Domain code throws it and never
/// names HTTP; Web turns it into Problem+JSON or an error page, the command line into a message.
///
/// `detail` is written for the person who caused it: what is wrong, where, and what to do. It never
/// carries SQL, internal errors or another tenant's data.
package struct Problem: Error, Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    /// Input that can be corrected; `fields` says where.
    case invalid
    /// No, expired or tampered credentials.
    case unauthenticated
    /// Known caller, not allowed.
    case forbidden
    /// Absent, or of another tenant or brand: the same answer for both.
    case notFound = "not-found"
    case methodNotAllowed = "method-not-allowed"
    case notAcceptable = "not-acceptable"
    /// The state does not allow this act; `detail` names the state and the way out.
    case conflict
    /// Somebody else changed it since it was read (`If-Match`).
    case stale
    /// `If-Match` is required here.
    case preconditionRequired = "precondition-required"
    /// An idempotency key that is in use by a request still running.
    case inProgress = "in-progress"
    /// An idempotency key that came before with another body.
    case idempotencyMismatch = "idempotency-mismatch"
    case tooLarge = "too-large"
    case unsupportedMediaType = "unsupported-media-type"
    case rateLimited = "rate-limited"
    /// A limit of the plan or the operator (spend, storage), not of time.
    case quotaExceeded = "quota-exceeded"
    case timeout
    /// A part that this needs is away; trying again later is right.
    case unavailable
    case `internal`
  }

  package struct Field: Sendable, Equatable, Codable {
    /// JSON pointer (RFC 6901) into the body, or `query/name`, `path/name`, `header/name`.
    package var pointer: String
    package var message: String

    package init(_ pointer: String, _ message: String) {
      self.pointer = pointer
      self.message = message
    }
  }

  package var kind: Kind
  package var detail: String
  package var fields: [Field]
  /// When trying again may work.
  package var retryAfter: Duration?
  /// For `stale`: the current value as JSON text, so that a person can compare both.
  package var current: String?

  package init(
    _ kind: Kind, _ detail: String, fields: [Field] = [], retryAfter: Duration? = nil,
    current: String? = nil
  ) {
    self.kind = kind
    self.detail = detail
    self.fields = fields
    self.retryAfter = retryAfter
    self.current = current
  }

  package static func invalid(_ pointer: String, _ message: String) -> Problem {
    Problem(.invalid, message, fields: [Field(pointer, message)])
  }

  package static func notFound(_ what: String) -> Problem {
    Problem(.notFound, "There is no such \(what), or you have no access to it.")
  }
}

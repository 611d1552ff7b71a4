package import HTTPTypes
package import Kernel

extension Problem.Kind {
  /// The stable `type` of RFC 9457.
  package var type: String { "urn:starling:problem:" + rawValue }

  package var status: HTTPResponse.Status {
    switch self {
    case .invalid: .badRequest
    case .unauthenticated: .unauthorized
    case .forbidden: .forbidden
    case .notFound: .notFound
    case .methodNotAllowed: .methodNotAllowed
    case .notAcceptable: .notAcceptable
    case .conflict, .inProgress: .conflict
    case .stale: .preconditionFailed
    case .preconditionRequired: HTTPResponse.Status(code: 428, reasonPhrase: "Precondition Required")
    case .idempotencyMismatch: HTTPResponse.Status(code: 422, reasonPhrase: "Unprocessable Content")
    case .tooLarge: .contentTooLarge
    case .unsupportedMediaType: .unsupportedMediaType
    case .rateLimited, .quotaExceeded: .tooManyRequests
    case .timeout: .gatewayTimeout
    case .unavailable: .serviceUnavailable
    case .internal: .internalServerError
    }
  }

  package var title: String {
    switch self {
    case .invalid: "The request has a fault"
    case .unauthenticated: "Sign in first"
    case .forbidden: "Not allowed"
    case .notFound: "Not found"
    case .methodNotAllowed: "This address takes other methods"
    case .notAcceptable: "Not available in that form"
    case .conflict: "The current state does not allow this"
    case .stale: "Changed by somebody else since it was read"
    case .preconditionRequired: "If-Match is required"
    case .inProgress: "The same request is still running"
    case .idempotencyMismatch: "This key was used with another body"
    case .tooLarge: "Too large"
    case .unsupportedMediaType: "Not a supported media type"
    case .rateLimited: "Too many requests"
    case .quotaExceeded: "A limit is reached"
    case .timeout: "It took too long"
    case .unavailable: "Something this needs is away"
    case .internal: "Something went wrong on our side"
    }
  }

  /// What the caller does about it, for `docs/api/errors.md`.
  package var advice: String {
    switch self {
    case .invalid: "Correct the fields that `errors` lists; each has a JSON pointer and a message."
    case .unauthenticated: "Send a valid access token or key in `Authorization: Bearer`, or sign in again."
    case .forbidden: "Ask an admin of the organisation for a role or key that may do this."
    case .notFound: "Check the id. Things of other organisations and brands answer the same."
    case .methodNotAllowed: "Use one of the methods in the `Allow` header."
    case .notAcceptable: "Accept `application/json`, or what the documentation lists."
    case .conflict: "Read `detail`: it names the state and the way out."
    case .stale: "Read again, compare `current` with `yours`, and send the change with the new `If-Match`."
    case .preconditionRequired: "Send `If-Match` with the `ETag` that you read."
    case .inProgress: "Wait for `Retry-After` and send the same request again."
    case .idempotencyMismatch: "Use a new `Idempotency-Key` for another request."
    case .tooLarge: "Send less; the documentation names the limit."
    case .unsupportedMediaType: "Send `Content-Type: application/json` in UTF-8, or what the documentation lists."
    case .rateLimited: "Wait for `Retry-After`; `RateLimit` says what is left of each quota."
    case .quotaExceeded: "Free some of what is limited, or raise the limit."
    case .timeout: "Try again; with an `Idempotency-Key` nothing happens twice."
    case .unavailable: "Wait for `Retry-After` and try again; with an `Idempotency-Key` nothing happens twice."
    case .internal: "Report the `request_id`; the log has the details under it."
    }
  }
}

package import Kernel

/// Why a model gave no (whole) answer. Everything a caller decides on derives from `kind`.
package struct ModelError: Error, Sendable, Equatable {
  package enum Kind: String, Sendable, Equatable, CaseIterable {
    /// Name not found, connection refused, TLS failure.
    case unreachable
    /// An address that this installation does not call: private, or plain http to the world.
    case blocked
    /// 401 or 403: the key is wrong or may not use this model.
    case denied
    /// 404: no such endpoint or model.
    case unknownModel = "unknown-model"
    /// 400 or 422: the endpoint does not accept the request.
    case rejected
    /// The prompt is longer than the model's window.
    case promptTooLong = "prompt-too-long"
    case rateLimited = "rate-limited"
    /// The account's credit or quota is used up.
    case quotaExceeded = "quota-exceeded"
    /// The organisation's own monthly limit would be passed: nothing was sent.
    case limitReached = "limit-reached"
    /// The provider has more to do than it can, for everybody.
    case overloaded
    /// 5xx.
    case serverError = "server-error"
    /// No text within the time to the first token.
    case noFirstToken = "no-first-token"
    /// Text began and then nothing came for too long, or the whole took too long.
    case stalled
    /// The connection ended before the answer did.
    case cutShort = "cut-short"
    /// The bytes are no stream of this protocol.
    case garbage
    /// The model's vectors have another length than those that are stored.
    case wrongDimensions = "wrong-dimensions"
    /// More than a reply may hold.
    case tooLarge = "too-large"
    case cancelled
  }

  package enum Retry: Sendable, Equatable {
    case never
    /// Worth another try, not before the given time.
    case later(Duration)
  }

  package var kind: Kind
  /// For the log and the operator: never the key, never the prompt.
  package var detail: String
  package var retryAfter: Duration?
  /// Text had been passed on before it failed, so another model must not start over.
  package var afterFirstToken: Bool
  /// What to tell the writer instead of the kind's own words, such as which limit is reached.
  package var words: String?

  package init(
    _ kind: Kind, _ detail: String, retryAfter: Duration? = nil, afterFirstToken: Bool = false, words: String? = nil
  ) {
    self.kind = kind
    self.detail = detail
    self.retryAfter = retryAfter
    self.afterFirstToken = afterFirstToken
    self.words = words
  }

  package var retry: Retry {
    switch kind {
    case .unreachable, .serverError, .noFirstToken, .stalled, .cutShort: .later(retryAfter ?? .seconds(1))
    case .overloaded: .later(retryAfter ?? .seconds(5))
    case .rateLimited: .later(retryAfter ?? .seconds(10))
    case .garbage, .tooLarge: .later(retryAfter ?? .seconds(2))
    case .blocked, .denied, .unknownModel, .rejected, .promptTooLong, .quotaExceeded, .limitReached, .wrongDimensions,
      .cancelled:
      .never
    }
  }

  /// The provider may have charged for it: the prompt was, or may have been, read.
  package var mayHaveCost: Bool {
    switch kind {
    case .noFirstToken, .stalled, .cutShort, .garbage, .tooLarge, .cancelled: true
    case .unreachable, .blocked, .denied, .unknownModel, .rejected, .promptTooLong, .rateLimited, .quotaExceeded,
      .limitReached, .overloaded, .serverError, .wrongDimensions:
      afterFirstToken
    }
  }

  /// For the writer: what happened and what to do.
  package var userMessage: String {
    if let words { return words }
    return switch kind {
    case .unreachable: "The writing model could not be reached. Check its address, or go on with composed drafts."
    case .blocked:
      "The writing model's address is private, or not https. Only the operator can allow it, in STARLING_PRIVATE_HOSTS."
    case .denied: "The writing model refused the key. Check the key in the provider settings."
    case .unknownModel: "The endpoint has no such model. Choose one that it offers."
    case .rejected: "The writing model did not accept the request."
    case .promptTooLong: "The brief and examples are longer than this model can read. Shorten the brief."
    case .rateLimited: "The writing model is busy with too many requests. It is tried again later."
    case .quotaExceeded: "The account at the model's provider has no credit left."
    case .limitReached: "The organisation's monthly limit for models is reached. An admin can raise it."
    case .overloaded: "The writing model's provider is overloaded. It is tried again later."
    case .serverError: "The writing model failed. It is tried again later."
    case .noFirstToken: "The writing model took too long to begin."
    case .stalled, .cutShort: "The writing model stopped half-way."
    case .wrongDimensions: "The embedding model's vectors have another length than those that are stored."
    case .garbage, .tooLarge: "The writing model's answer could not be read."
    case .cancelled: "Writing was cancelled."
    }
  }

  /// As a caller of the API sees it.
  package var problem: Problem {
    switch kind {
    case .rateLimited, .overloaded: Problem(.unavailable, userMessage, retryAfter: retryAfter)
    case .noFirstToken, .stalled: Problem(.timeout, userMessage)
    case .limitReached: Problem(.quotaExceeded, userMessage)
    case .rejected, .blocked, .denied, .unknownModel, .promptTooLong, .quotaExceeded, .wrongDimensions:
      Problem(.conflict, userMessage)
    case .unreachable, .serverError, .cutShort, .garbage, .tooLarge, .cancelled: Problem(.unavailable, userMessage)
    }
  }
}

import Foundation
import HTTPTypes
import Transport

/// Puts replies and faults of the wire into `ModelError`s.
enum ModelFaults {
  static func classify(_ error: any Error, afterFirstToken: Bool) -> ModelError {
    var result = kind(error, afterFirstToken)
    result.afterFirstToken = afterFirstToken
    return result
  }

  private static func kind(_ error: any Error, _ afterFirstToken: Bool) -> ModelError {
    switch error {
    case let error as ModelError: return error
    case is CancellationError: return ModelError(.cancelled, "cancelled")
    case let error as TransportError:
      switch error.kind {
      case .cancelled, .withheld: return ModelError(.cancelled, error.detail)
      case .timeout:
        return ModelError(error.bytesLeft ? (afterFirstToken ? .stalled : .noFirstToken) : .unreachable, error.detail)
      case .reset: return ModelError(error.bytesLeft ? .cutShort : .unreachable, error.detail)
      case .tooLarge: return ModelError(.tooLarge, error.detail)
      case .malformed: return ModelError(.garbage, error.detail)
      case .dns, .blocked, .refused, .tls, .invalidRequest: return ModelError(.unreachable, error.kind.rawValue)
      }
    default: return ModelError(.garbage, "the reply could not be read")
    }
  }

  /// By status and the provider's `error.code`; the body's prose is not looked at.
  static func refusal(status: Int, headers: HTTPFields, body: [UInt8]) -> ModelError {
    let code = (try? JSONDecoder().decode(Refusal.self, from: Data(body)))?.error?.code ?? ""
    let detail = "status \(status)\(code.isEmpty ? "" : ", \(code.prefix(60))")"
    switch (status, code) {
    case (_, "context_length_exceeded"): return ModelError(.promptTooLong, detail)
    case (_, "insufficient_quota"), (402, _): return ModelError(.quotaExceeded, detail)
    case (401, _), (403, _): return ModelError(.denied, detail)
    case (404, _): return ModelError(.unknownModel, detail)
    case (413, _): return ModelError(.promptTooLong, detail)
    case (429, _): return ModelError(.rateLimited, detail, retryAfter: retryAfter(headers))
    case (500..., _): return ModelError(.serverError, detail, retryAfter: retryAfter(headers))
    default: return ModelError(.rejected, detail)
    }
  }

  private static func retryAfter(_ headers: HTTPFields) -> Duration? {
    headers[.retryAfter].flatMap(Int.init).map { .seconds(min(3600, max(0, $0))) }
  }

  private struct Refusal: Decodable {
    var error: Body?
    struct Body: Decodable { var code: String? }
  }
}

import Foundation
import HTTPTypes
import Kernel
import Transport

/// Puts replies and faults of the wire into `ModelError`s. What a provider says in prose is not looked at, and not
/// repeated: it may quote the prompt.
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
      case .blocked: return ModelError(.blocked, error.kind.rawValue)
      case .dns, .refused, .tls, .invalidRequest: return ModelError(.unreachable, error.kind.rawValue)
      }
    default: return ModelError(.garbage, "the reply could not be read")
    }
  }

  /// By status and the provider's code: `error.code` of the OpenAI API, `error.type` of Anthropic's.
  static func refusal(status: Int, headers: HTTPFields, body: [UInt8]) -> ModelError {
    let said = (try? JSONDecoder().decode(Refusal.self, from: Data(body)))?.error
    let codes = [said?.code, said?.type].compactMap { $0?.text }
    let detail = (["status \(status)"] + codes.map { String($0.prefix(60)) }).joined(separator: ", ")
    let after = retryAfter(headers)
    if let kind = codes.lazy.compactMap(kind(ofCode:)).first { return ModelError(kind, detail, retryAfter: after) }
    switch status {
    case 402: return ModelError(.quotaExceeded, detail)
    case 401, 403: return ModelError(.denied, detail)
    case 404: return ModelError(.unknownModel, detail)
    case 413: return ModelError(.promptTooLong, detail)
    case 429: return ModelError(.rateLimited, detail, retryAfter: after)
    case 529: return ModelError(.overloaded, detail, retryAfter: after)
    case 500...: return ModelError(.serverError, detail, retryAfter: after)
    default: return ModelError(.rejected, detail)
    }
  }

  /// An error that came in the stream, after a good status.
  static func streamed(_ said: ErrorBody) -> ModelError {
    let codes = [said.code, said.type].compactMap { $0?.text }
    let detail = (["in the stream"] + codes.map { String($0.prefix(60)) }).joined(separator: ", ")
    return ModelError(codes.lazy.compactMap(kind(ofCode:)).first ?? .serverError, detail)
  }

  /// Codes that say more than the status does.
  private static func kind(ofCode code: String) -> ModelError.Kind? {
    switch code {
    case "context_length_exceeded", "request_too_large": .promptTooLong
    case "insufficient_quota", "billing_error": .quotaExceeded
    case "overloaded_error", "529": .overloaded
    case "rate_limit_error", "rate_limit_exceeded", "429": .rateLimited
    case "authentication_error", "permission_error", "invalid_api_key": .denied
    case "not_found_error", "model_not_found": .unknownModel
    default: nil
    }
  }

  /// In whole seconds (RFC 9110 section 10.2.3), at most an hour is believed.
  private static func retryAfter(_ headers: HTTPFields) -> Duration? {
    headers[.retryAfter].flatMap(Int.init).map { .seconds(min(3600, max(0, $0))) }
  }

  struct ErrorBody: Decodable, Sendable {
    var code: Code?
    var type: Code?
  }

  /// A word, or the number that some endpoints put there.
  struct Code: Decodable, Sendable {
    var text: String

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Int.self) {
        text = String(number)
      } else {
        text = (try? container.decode(String.self)) ?? ""
      }
    }
  }

  private struct Refusal: Decodable { var error: ErrorBody? }
}

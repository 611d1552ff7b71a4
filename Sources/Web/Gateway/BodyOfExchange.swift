import HTTPTypes
import Kernel

extension Exchange {
  /// A client that takes longer than this to send its body is answered 408.
  private static let bodyTime: Duration = .seconds(20)

  func readBody(limit: Int) async throws -> [UInt8] {
    if let length = info.headers[.contentLength].flatMap({ Int($0) }), length > limit { throw BodyLimit.problem(limit) }
    do {
      return try await gateway.deadlines.run(Self.bodyTime) { [inbound] in try await inbound.body(limit) }
    } catch is DeadlinePassed {
      throw SlowBody()
    }
  }

  func body(_ description: EndpointDescription) async throws -> [UInt8] {
    if info.method.isSafe { return [] }
    let bytes = try await readBody(limit: description.bodyLimit)
    if description.body != nil, !bytes.isEmpty { try checkMediaType() }
    return bytes
  }

  private func checkMediaType() throws {
    let parts = (info.headers[.contentType] ?? "").lowercased().split(separator: ";").map(\.trimmed)
    guard let type = parts.first, type == "application/json" || type.hasSuffix("+json") else {
      throw Problem(.unsupportedMediaType, "The body must be application/json.")
    }
    for parameter in parts.dropFirst() where parameter.hasPrefix("charset=") {
      let charset = parameter.dropFirst(8).filter { $0 != "\"" }
      guard charset == "utf-8" || charset == "utf8" else {
        throw Problem(.unsupportedMediaType, "The body must be in UTF-8, not \(charset.prefix(40)).")
      }
    }
  }

  func parsed(_ bytes: [UInt8], against schema: Schema) throws -> JSONValue {
    guard !bytes.isEmpty else { throw Problem.invalid("", "A JSON body is required.") }
    do {
      return try SchemaCheck.body(try JSONParser.parse(bytes), against: schema)
    } catch let error as JSONParser.SyntaxError {
      throw Problem.invalid("", "The body is not valid JSON at byte \(error.offset): \(error.message)")
    }
  }

  /// Throws `.notAcceptable` unless one of the media types is welcome.
  func negotiate(_ offered: [String]) throws {
    guard !offered.isEmpty, let accept = info.headers.single(.accept), !offered.contains(accept), accept != "*/*",
      !accept.trimmed.isEmpty
    else { return }
    let ranges = accept.lowercased().split(separator: ",").map { range in
      let parts = range.split(separator: ";").map(\.trimmed)
      let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
      return (type: parts.first ?? "", weight: weight)
    }
    let isWelcome = offered.contains { type in
      let group = type.split(separator: "/")[0] + "/*"
      let best = [type, String(group), "*/*"].lazy.compactMap { want in ranges.first { $0.type == want } }.first
      return (best?.weight ?? 0) > 0
    }
    guard isWelcome else {
      throw Problem(.notAcceptable, "This answers with \(offered.joined(separator: ", ")) only.")
    }
  }

  /// `If-Match: "7"` is 7.
  func expectedVersion(isRequired: Bool) throws -> Int? {
    guard let header = info.headers.single(.ifMatch)?.trimmed else {
      if isRequired {
        throw Problem(.preconditionRequired, "Send If-Match with the ETag you read, so that no edit is lost.")
      }
      return nil
    }
    if header == "*" { return nil }
    guard header.hasPrefix("\""), header.hasSuffix("\""), let version = Int(header.dropFirst().dropLast()) else {
      throw Problem.invalid("header/If-Match", "If-Match must be an ETag as it was sent, such as \"7\".")
    }
    return version
  }

  /// `Prefer: wait=N`, at most 30 s.
  var wait: Duration {
    for preference in (info.headers.single(.prefer) ?? "").split(separator: ",").map(\.trimmed)
    where preference.hasPrefix("wait=") {
      if let seconds = Int(preference.dropFirst(5)), seconds > 0 { return .seconds(min(30, seconds)) }
    }
    return .zero
  }
}

/// The client did not send its body in time.
struct SlowBody: Error {}

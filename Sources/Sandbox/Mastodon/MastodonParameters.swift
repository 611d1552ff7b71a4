import OrderedCollections

/// Parameters of a request however they came: JSON, form, multipart or query, with Rails' brackets.
struct MastodonParameters {
  private var values: [String: [String]] = [:]
  private(set) var files: [String: MultipartPart] = [:]
  /// Top-level names that held an object or bracketed names (`poll[options][]`).
  private(set) var groups: Set<String> = []

  /// Throws the words of a 400 for a body that cannot be read.
  init(_ request: Request) throws(JSONFault) {
    for pair in request.query { add(pair.name, pair.value) }
    switch request.mediaType {
    case "application/json":
      if !request.body.isEmpty { add(try JSON(parsing: request.body)) }
    case "multipart/form-data":
      guard let parts = Multipart.parse(request.body, contentType: request.header("content-type") ?? "") else {
        throw JSONFault(offset: 0, reason: "bad multipart body")
      }
      for part in parts { add(part) }
    default:
      for pair in Form.parse(String(decoding: request.body, as: UTF8.self)) { add(pair.name, pair.value) }
    }
  }

  func text(_ name: String) -> String? { values[name]?.last }

  func list(_ name: String) -> [String] { values[name] ?? [] }

  /// Rails' idea of true.
  func flag(_ name: String) -> Bool? {
    text(name).map { !["", "0", "f", "F", "false", "FALSE", "off", "OFF"].contains($0) }
  }

  private mutating func add(_ name: String, _ value: String) {
    if name.hasSuffix("[]") {
      values[String(name.dropLast(2)), default: []].append(value)
    } else if let bracket = name.firstIndex(of: "[") {
      groups.insert(String(name[..<bracket]))
    } else {
      values[name] = [value]
    }
  }

  private mutating func add(_ part: MultipartPart) {
    if part.filename != nil {
      files[part.name] = part
    } else {
      add(part.name, String(decoding: part.bytes, as: UTF8.self))
    }
  }

  private mutating func add(_ body: JSON) {
    for (name, value) in body.object ?? [:] {
      switch value {
      case .null: continue
      case .object: groups.insert(name)
      case .array(let items): values[name] = items.compactMap(Self.scalar)
      default: values[name] = Self.scalar(value).map { [$0] }
      }
    }
  }

  private static func scalar(_ value: JSON) -> String? {
    switch value {
    case .string(let text): text
    case .int(let number): String(number)
    case .double(let number): String(number)
    case .bool(let flag): flag ? "true" : "false"
    default: nil
    }
  }
}

extension MastodonServer {
  func parameters(_ request: Request) throws -> MastodonParameters {
    do {
      return try MastodonParameters(request)
    } catch {
      throw refuse(400, "There was a problem in the body you submitted: \(error.reason)")
    }
  }
}

/// Faults as the control API writes them, for example
/// `{"fault":"status","status":503,"when":"after","platform":"mastodon","route":"statuses.create","count":2}`.
extension Fault {
  /// Throws words that name the field at fault.
  init(json: JSON) throws(FaultWords) {
    switch json["fault"]?.string {
    case "refuse": self = .refuse(seconds: try json.seconds())
    case "delay": self = .delay(seconds: try json.seconds(), try json.moment())
    case "cut": self = .cut(bodyBytes: json["body_bytes"]?.int)
    case "reset": self = .reset(try json.moment())
    case "silence": self = .silence(try json.moment())
    case "status": self = .status(try json.status(), try json.moment(), html: json["html"]?.bool ?? false)
    case "rate_limit": self = .rateLimit(seconds: try json.seconds())
    case "expire_tokens": self = .expireTokens
    case "late": self = .late(seconds: try json.seconds())
    case "key_late": self = .keyLate(seconds: json["seconds"]?.number)
    case "duplicate": self = .duplicate
    default: throw FaultWords(text: "fault: one of \(Self.names.joined(separator: ", "))")
    }
  }

  static let names = [
    "refuse", "delay", "cut", "reset", "silence", "status", "rate_limit", "expire_tokens", "late", "key_late",
    "duplicate",
  ]

  var json: JSON {
    switch self {
    case .refuse(let seconds): ["fault": "refuse", "seconds": .double(seconds)]
    case .delay(let seconds, let moment):
      ["fault": "delay", "seconds": .double(seconds), "when": .string(moment.rawValue)]
    case .cut(let count): ["fault": "cut", "body_bytes": count.map(JSON.int) ?? .null]
    case .reset(let moment): ["fault": "reset", "when": .string(moment.rawValue)]
    case .silence(let moment): ["fault": "silence", "when": .string(moment.rawValue)]
    case .status(let status, let moment, let html):
      ["fault": "status", "status": .int(status), "when": .string(moment.rawValue), "html": .bool(html)]
    case .rateLimit(let seconds): ["fault": "rate_limit", "seconds": .double(seconds)]
    case .expireTokens: ["fault": "expire_tokens"]
    case .late(let seconds): ["fault": "late", "seconds": .double(seconds)]
    case .keyLate(let seconds): ["fault": "key_late", "seconds": seconds.map(JSON.double) ?? .null]
    case .duplicate: ["fault": "duplicate"]
    }
  }
}

struct FaultWords: Error, Equatable { var text: String }

extension JSON {
  fileprivate func seconds() throws(FaultWords) -> Double {
    guard let seconds = self["seconds"]?.number, seconds >= 0 else {
      throw FaultWords(text: "seconds: a number that is not negative is needed")
    }
    return seconds
  }

  fileprivate func moment() throws(FaultWords) -> Fault.Moment {
    guard let text = self["when"]?.string else { return .before }
    guard let moment = Fault.Moment(rawValue: text) else { throw FaultWords(text: "when: before or after") }
    return moment
  }

  fileprivate func status() throws(FaultWords) -> Int {
    guard let status = self["status"]?.int, (400...599).contains(status) else {
      throw FaultWords(text: "status: a number from 400 to 599")
    }
    return status
  }

  func platform() throws(FaultWords) -> SandboxPlatform? {
    guard let text = self["platform"]?.string else { return nil }
    guard let platform = SandboxPlatform(rawValue: text) else {
      throw FaultWords(text: "platform: \(SandboxPlatform.allCases.map(\.rawValue).joined(separator: " or "))")
    }
    return platform
  }
}

extension FaultRule {
  init(json: JSON) throws(FaultWords) {
    self.init(
      try Fault(json: json), platform: try json.platform(), account: json["account"]?.string,
      route: json["route"]?.string, skip: json["skip"]?.int ?? 0,
      count: json["count"].map { $0.isNull ? nil : $0.int } ?? 1)
  }

  var json: JSON {
    var value = fault.json
    value["id"] = .int(id)
    value["platform"] = .text(platform?.rawValue)
    value["account"] = .text(account)
    value["route"] = .text(route)
    value["skip"] = .int(skip)
    value["count"] = count.map(JSON.int) ?? .null
    return value
  }
}

extension FaultPlan {
  init(json: JSON) throws(FaultWords) {
    guard let seed = json["seed"]?.int else { throw FaultWords(text: "seed: a whole number is needed") }
    guard let rate = json["rate"]?.number, (0...1).contains(rate) else { throw FaultWords(text: "rate: 0 to 1") }
    guard let faults = json["faults"]?.array, !faults.isEmpty else {
      throw FaultWords(text: "faults: a list of at least one fault")
    }
    var parsed: [Fault] = []
    for fault in faults { parsed.append(try Fault(json: fault)) }
    self.init(
      seed: UInt64(bitPattern: Int64(seed)), rate: rate, faults: parsed, platform: try json.platform(),
      routes: Set(json["routes"]?.array?.compactMap(\.string) ?? []))
  }

  var json: JSON {
    [
      "seed": .int(Int(Int64(bitPattern: seed))), "rate": .double(rate), "faults": .array(faults.map(\.json)),
      "platform": .text(platform?.rawValue), "routes": .array(routes.sorted().map(JSON.string)),
    ]
  }
}

package import Foundation
package import Kernel

/// An event of the outbox after the leader gave it its position.
package struct StoredEvent: Sendable, Equatable {
  /// Place in the one order that every reader sees; `Last-Event-ID` on the wire. Positions grow,
  /// and one may be skipped but never filled in later.
  package var position: Int64
  package var id: EventID
  package var org: OrgID
  package var brand: BrandID?
  package var subject: String
  package var version: Int
  /// What it is about, as text: `brief_01j…`.
  package var resource: String
  /// When the transaction that published it began, by the database's clock.
  package var time: Date
  /// `user_01j…`, `key_01j…` or `system:worker.publish`.
  package var actor: String
  /// The payload as JSON text.
  package var payload: [UInt8]

  package init(
    position: Int64, id: EventID, org: OrgID, brand: BrandID?, subject: String, version: Int,
    resource: String, time: Date, actor: String, payload: [UInt8]
  ) {
    self.position = position
    self.id = id
    self.org = org
    self.brand = brand
    self.subject = subject
    self.version = version
    self.resource = resource
    self.time = time
    self.actor = actor
    self.payload = payload
  }

  /// The typed payload, or nil when the event has another subject or version.
  package func decode<Payload: EventPayload>(_: Payload.Type = Payload.self) throws -> Payload? {
    guard subject == Payload.subject, version == Payload.version else { return nil }
    return try JSONDecoder.events.decode(Payload.self, from: Data(payload))
  }
}

/// Something for whoever looks right now, such as a draft growing token by token. It is never
/// stored: a reader who was away does not get it.
package struct EphemeralEvent: Sendable, Equatable {
  package var org: OrgID
  package var brand: BrandID?
  package var subject: String
  package var resource: String
  package var payload: [UInt8]

  package init(org: OrgID, brand: BrandID?, subject: String, resource: String, payload: [UInt8]) {
    self.org = org
    self.brand = brand
    self.subject = subject
    self.resource = resource
    self.payload = payload
  }
}

/// What a subscriber receives.
package enum BusEvent: Sendable, Equatable {
  case stored(StoredEvent)
  case ephemeral(EphemeralEvent)

  package var org: OrgID {
    switch self {
    case .stored(let event): event.org
    case .ephemeral(let event): event.org
    }
  }

  package var brand: BrandID? {
    switch self {
    case .stored(let event): event.brand
    case .ephemeral(let event): event.brand
    }
  }

  package var subject: String {
    switch self {
    case .stored(let event): event.subject
    case .ephemeral(let event): event.subject
    }
  }

  package var resource: String {
    switch self {
    case .stored(let event): event.resource
    case .ephemeral(let event): event.resource
    }
  }

  package var payload: [UInt8] {
    switch self {
    case .stored(let event): event.payload
    case .ephemeral(let event): event.payload
    }
  }

  /// Nil for what cannot be resumed from.
  package var position: Int64? {
    if case .stored(let event) = self { event.position } else { nil }
  }
}

extension JSONEncoder {
  /// Keys in order and ISO 8601 times, so that equal payloads are equal bytes.
  package static var events: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    return encoder
  }
}

extension JSONDecoder {
  package static var events: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    return decoder
  }
}

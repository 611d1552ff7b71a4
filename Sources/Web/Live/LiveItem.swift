import Contracts
import Foundation
import Kernel

/// What a watcher is sent.
enum LiveItem: Sendable {
  case event(BusEvent)
  case heartbeat
  case end(LiveEnd)
}

/// Why the gateway ends a live connection. All but `stopped` say how to go on.
enum LiveEnd: Sendable, Equatable {
  case tooSlow(resumeAfter: Int64?)
  case expired(newest: Int64)
  /// Session, key or membership ended.
  case signedOut
  /// This gateway stops; connect again.
  case stopped

  var reason: String {
    switch self {
    case .tooSlow: "too-slow"
    case .expired: "expired"
    case .signedOut: "signed-out"
    case .stopped: "stopping"
    }
  }

  var resumeAfter: Int64? {
    switch self {
    case .tooSlow(let position): position
    case .expired(let newest): newest
    default: nil
    }
  }

  /// Codes of RFC 6455 section 7.4 and IANA's registry: 1001 going away, 1008 policy, 1013 try again later.
  var closeCode: UInt16 {
    switch self {
    case .stopped: 1001
    case .signedOut: 1008
    case .tooSlow, .expired: 1013
    }
  }

  var json: [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.name("reason")
    writer.value(reason)
    if let resumeAfter {
      writer.name("resume_after")
      writer.value(resumeAfter)
    }
    writer.endObject()
    return writer.bytes
  }
}

extension BusEvent {
  /// The event as clients see it, the same over SSE and WebSocket.
  var json: [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    if case .stored(let event) = self { event.writeEnvelope(to: &writer) }
    writer.name("subject")
    writer.value(subject)
    writer.name("resource")
    writer.value(resource)
    if let brand {
      writer.name("brand_id")
      writer.value(brand)
    }
    writer.name("data")
    writer.raw(payload.isEmpty ? Array("null".utf8) : payload)
    writer.endObject()
    return writer.bytes
  }
}

extension StoredEvent {
  fileprivate func writeEnvelope(to writer: inout JSONWriter) {
    writer.name("id")
    writer.value(id)
    writer.name("position")
    writer.value(position)
    writer.name("version")
    writer.value(version)
    writer.name("time")
    writer.value(time)
    writer.name("actor")
    writer.value(actor)
  }
}

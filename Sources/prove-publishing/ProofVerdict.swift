import Foundation

/// What the proof found.
struct ProofVerdict: Sendable, Codable, Equatable {
  var name = "prove-publishing"
  var seed: UInt64
  var intents: Int
  var published: Int
  /// In the sandbox, by our app.
  var onPlatform: Int
  var lost: Int
  var duplicated: Int
  /// Publications bound to a post that is not theirs.
  var boundWrongly: Int
  var unknownAtEnd: Int
  var kills: Int
  var killPoints: Int
  var heldAfterRestore: Bool
  var heldAfterClone: Bool
  var sentByClone: Int
  var decidedByPerson: Int
  /// Publications that were sent or unknown when the faults ended.
  var uncertainAtCalm: Int
  /// For how long after that a platform refused calls by its own limits.
  var refusedSeconds: Double
  /// From when they answered until none of those was uncertain any more.
  var settledSeconds: Double
  var states: [String: Int]
  var seconds: Double

  var holds: Bool {
    lost == 0 && duplicated == 0 && boundWrongly == 0 && unknownAtEnd == 0 && heldAfterRestore && heldAfterClone
      && sentByClone == 0 && settledSeconds <= 60 && published == intents
  }

  func line() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return try encoder.encode(self) + Data("\n".utf8)
  }
}

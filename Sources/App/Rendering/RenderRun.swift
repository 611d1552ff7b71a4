import Contracts
import Foundation
import Kernel
import Rendering

/// `starling render`: draws one design and ends. Started by the gateway for each picture, so that
/// whatever a font or a text does to the drawing libraries ends with this process.
package enum RenderRun {
  /// Most bytes of a design.
  private static let mostBytes = 64 * 1024

  /// Standard output is a line of JSON, the notes, and then the picture; or the line of a fault, and exit code 2.
  /// Returns the exit code.
  package static func run() -> Int32 {
    limit()
    do {
      let card = try DrawCard.draw(try design())
      try write([UInt8](JSONEncoder().encode(card.notes)) + [0x0A] + card.png)
      return 0
    } catch {
      let problem = error as? Problem ?? Problem(.unavailable, "The picture could not be drawn: \(error)")
      try? write([UInt8]((try? JSONEncoder().encode(RenderFault(problem))) ?? Data()))
      return 2
    }
  }

  private static func design() throws -> CardDesign {
    // From the gateway, or else by hand.
    let given = DesignVariable.value.map { Data($0.utf8) }
    guard let data = try given ?? FileHandle.standardInput.read(upToCount: mostBytes + 1), data.count <= mostBytes,
      let design = try? JSONDecoder().decode(CardDesign.self, from: data)
    else { throw Problem(.invalid, "This is no card design: see docs/guides/cover-cards.md.") }
    return design
  }

  private static func write(_ bytes: [UInt8]) throws { try FileHandle.standardOutput.write(contentsOf: Data(bytes)) }

  /// A picture takes a fraction of a second and a few dozen megabytes; what takes far more has gone wrong. No file can
  /// be written.
  private static func limit() {
    signal(SIGXFSZ, SIG_IGN)
    for (resource, most) in [
      (RLIMIT_CPU, rlim_t(10)), (RLIMIT_AS, rlim_t(2) << 30), (RLIMIT_FSIZE, 0), (RLIMIT_CORE, 0), (RLIMIT_NOFILE, 128),
    ] {
      var value = rlimit(rlim_cur: most, rlim_max: most)
      setrlimit(__rlimit_resource_t(resource.rawValue), &value)
    }
  }
}

/// A problem on its way from the drawing process.
struct RenderFault: Codable {
  struct Field: Codable {
    var pointer: String
    var message: String
  }

  var isInvalid: Bool
  var detail: String
  var fields: [Field]

  init(_ problem: Problem) {
    isInvalid = problem.kind == .invalid
    detail = problem.detail
    fields = problem.fields.map { Field(pointer: $0.pointer, message: $0.message) }
  }

  var problem: Problem {
    Problem(
      isInvalid ? .invalid : .unavailable, detail, fields: fields.map { Problem.Field($0.pointer, $0.message) })
  }
}

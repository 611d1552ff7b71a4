import Foundation
import Kernel
import TestKit

/// The peers' environment, which `scripts/setup.sh bench` makes from pinned packages.
enum Python {
  static func command(_ script: String, _ arguments: [String]) throws -> [String] {
    let python = Checkout.root.appendingPathComponent(".runtime/bench/bin/python").path
    guard FileManager.default.isExecutableFile(atPath: python) else {
      throw Problem(.internal, "the peers are not installed: run `sh scripts/setup.sh bench`")
    }
    return [python, Peers.path(script)] + arguments
  }
}

enum Peers {
  static func path(_ script: String) -> String { Checkout.root.appendingPathComponent("bench/peers/\(script)").path }
}

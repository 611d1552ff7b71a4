import Kernel

enum BodyLimit {
  static func problem(_ limit: Int) -> Problem {
    Problem(.tooLarge, "The body is larger than \(limit) bytes, which is the limit here.")
  }
}

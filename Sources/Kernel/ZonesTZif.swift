/// The contents of one TZif file of version 2 or later (RFC 9636): transitions in 64 bits, then a POSIX rule for
/// the time after the last one.
struct TZif: Sendable {
  private let transitions: [Int]
  private let offsetsAfter: [Int]
  private let firstOffset: Int
  private let rule: PosixZoneRule?

  init?(_ bytes: [UInt8]) {
    var reader = Reader(bytes)
    guard let first = reader.header(), first.version >= 0x32 else { return nil }
    reader.skip(first.size(timeBytes: 4))
    guard let header = reader.header(), let body = reader.body(header) else { return nil }
    transitions = body.transitions
    offsetsAfter = body.indices.map { body.offsets[$0] }
    firstOffset = body.offsets.first ?? 0
    rule = PosixZoneRule(reader.footer())
  }

  func offset(at time: Int) -> Int {
    guard let last = transitions.last, time < last else {
      return rule?.offset(at: time) ?? offsetsAfter.last ?? firstOffset
    }
    let index = transitions.partitionPoint { $0 <= time }
    return index == 0 ? firstOffset : offsetsAfter[index - 1]
  }

  /// Every offset that can be in force within a day and a half of a wall time.
  func offsets(near local: Int) -> Set<Int> {
    let window = (local - 129_600, local + 129_600)
    return Set(
      changes(from: window.0, to: window.1).flatMap { [offset(at: $0 - 1), offset(at: $0)] } + [offset(at: window.0)])
  }

  func offsetBeforeGap(at local: Int) -> Int {
    let around = changes(from: local - 129_600, to: local + 129_600)
    let jump = around.first { local >= $0 + offset(at: $0 - 1) && local < $0 + offset(at: $0) }
    return offset(at: (jump ?? local) - 1)
  }

  /// Instants in `from..<to` at which the offset changes.
  func changes(from: Int, to: Int) -> [Int] {
    let start = transitions.partitionPoint { $0 < from }
    let listed = transitions[start...].prefix { $0 < to }
    let ruled = rule?.changes(from: max(from, (transitions.last ?? Int.min + 1) + 1), to: to) ?? []
    return (listed + ruled).filter { offset(at: $0 - 1) != offset(at: $0) }
  }
}

extension TZif {
  fileprivate struct Header {
    var version: UInt8
    var isUT, isStandard, leap, times, types, characters: Int

    func size(timeBytes: Int) -> Int {
      times * (timeBytes + 1) + types * 6 + characters + leap * (timeBytes + 4) + isStandard + isUT
    }
  }

  fileprivate struct Body {
    var transitions: [Int]
    var indices: [Int]
    var offsets: [Int]
  }

  fileprivate struct Reader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func skip(_ count: Int) { position = min(bytes.count, position + count) }

    mutating func header() -> Header? {
      guard position + 44 <= bytes.count, bytes[position..<position + 4].elementsEqual("TZif".utf8) else { return nil }
      let version = bytes[position + 4]
      skip(20)
      let counts = (0..<6).map { _ in integer(4) }
      return Header(
        version: version, isUT: counts[0], isStandard: counts[1], leap: counts[2], times: counts[3], types: counts[4],
        characters: counts[5])
    }

    mutating func body(_ header: Header) -> Body? {
      guard header.types > 0, position + header.size(timeBytes: 8) <= bytes.count else { return nil }
      let transitions = (0..<header.times).map { _ in integer(8) }
      let indices = (0..<header.times).map { _ in integer(1) & 0xFF }
      let offsets = (0..<header.types).map { _ in
        let offset = integer(4)
        skip(2)
        return offset
      }
      skip(header.characters + header.leap * 12 + header.isStandard + header.isUT)
      guard indices.allSatisfy({ $0 < offsets.count }) else { return nil }
      return Body(transitions: transitions, indices: indices, offsets: offsets)
    }

    /// The text between two line ends after the data.
    func footer() -> String {
      String(decoding: bytes[position...].drop { $0 == 0x0A }.prefix { $0 != 0x0A }, as: UTF8.self)
    }

    /// Big-endian, signed.
    private mutating func integer(_ size: Int) -> Int {
      let part = bytes[position..<position + size]
      position += size
      let value = part.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      let shift = UInt64(64 - 8 * size)
      return Int(Int64(bitPattern: value << shift) >> Int64(shift))
    }
  }
}

extension Array {
  /// The first index whose element does not satisfy a condition that holds for a prefix.
  fileprivate func partitionPoint(_ holds: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

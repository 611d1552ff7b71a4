/// Parameter values as libpq takes them: a pointer, a length and a format for each.
enum WireParameters {
  /// The pointers hold for the length of `body`.
  static func withPointers<Result>(
    to parameters: Parameters,
    _ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> Result
  ) -> Result {
    let values = parameters.values
    let room = values.reduce(1) { $0 + $1.length + 1 }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: room) { memory in
      withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: values.count + 1) { pointers in
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 * values.count + 1) { numbers in
          let formats = UnsafeMutableBufferPointer(rebasing: numbers[values.count...])
          var end = 0
          for (index, value) in values.enumerated() {
            let place = UnsafeMutableBufferPointer(rebasing: memory[end...])
            let length = value.copy(to: place)
            pointers.initializeElement(at: index, to: length == nil ? nil : place.text)
            numbers.initializeElement(at: index, to: Int32(clamping: length ?? 0))
            formats.initializeElement(at: index, to: value.isBinary ? 1 : 0)
            end += (length ?? 0) + 1
          }
          return body(
            Int32(values.count), UnsafePointer(pointers.baseAddress), UnsafePointer(numbers.baseAddress),
            UnsafePointer(formats.baseAddress))
        }
      }
    }
  }
}

extension Parameters.Value {
  fileprivate var length: Int {
    switch self {
    case .null: 0
    case .text(let text): text.utf8.count
    case .bytes(let bytes): bytes.count
    }
  }

  fileprivate var isBinary: Bool { if case .bytes = self { true } else { false } }

  /// The number of bytes, after which comes a zero; nil for null. There must be room.
  fileprivate func copy(to memory: UnsafeMutableBufferPointer<UInt8>) -> Int? {
    let end: Int
    switch self {
    case .null: return nil
    case .text(let text): end = memory.initialize(from: text.utf8).index
    case .bytes(let bytes): end = memory.initialize(from: bytes).index
    }
    memory.initializeElement(at: end, to: 0)
    return end
  }
}

extension UnsafeMutableBufferPointer<UInt8> {
  fileprivate var text: UnsafePointer<CChar>? {
    baseAddress.map { UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self) }
  }
}

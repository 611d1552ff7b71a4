/// Parameter values as libpq takes them: one buffer, a pointer, a length and a format for each.
struct WireParameters {
  private var bytes: [UInt8] = []
  private var offsets: [Int?] = []
  private var lengths: [Int32] = []
  private var formats: [Int32] = []

  init(_ parameters: Parameters) {
    for value in parameters.values {
      switch value {
      case .null: add(nil, binary: false)
      case .text(let text): add(text.utf8, binary: false)
      case .bytes(let content): add(content, binary: true)
      }
    }
  }

  func withPointers<Value>(
    _ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> Value
  ) -> Value {
    bytes.withUnsafeBytes { buffer in
      let base = buffer.bindMemory(to: CChar.self).baseAddress
      let pointers = offsets.map { offset in offset.flatMap { base?.advanced(by: $0) } }
      return pointers.withUnsafeBufferPointer { values in
        body(Int32(offsets.count), values.baseAddress, lengths, formats)
      }
    }
  }

  private mutating func add(_ content: (some Collection<UInt8>)?, binary: Bool) {
    offsets.append(content == nil ? nil : bytes.count)
    lengths.append(Int32(clamping: content?.count ?? 0))
    formats.append(binary ? 1 : 0)
    if let content { bytes.append(contentsOf: content) }
    bytes.append(0)
  }

  private mutating func add(_: Never?, binary: Bool) {
    add([UInt8]?.none, binary: binary)
  }
}

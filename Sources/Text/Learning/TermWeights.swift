import Foundation

/// Weights of hashed terms by the usual term frequency times inverse document frequency:
/// (1 + ln count) * (1 + ln((1 + texts) / (1 + texts with it))), rows of length one.
struct TermWeights: Sendable {
  /// Zero for terms that are left out.
  private let inverse: [Float]

  /// Terms in fewer than `fewest` texts, or in more than `largestShare` of them, are left out.
  init(_ texts: [BucketCounts], fewest: Int = 1, largestShare: Double = 1) {
    var found = [Int32](repeating: 0, count: GramText.buckets)
    for text in texts { for bucket in text.buckets { found[Int(bucket)] += 1 } }
    let most = max(Int(Double(texts.count) * largestShare), 50)
    inverse = found.map { count in
      guard count >= fewest, count <= most else { return 0 }
      return Float(1 + log(Double(1 + texts.count) / Double(1 + count)))
    }
  }

  func row(_ text: BucketCounts) -> SparseRow {
    var row = SparseRow()
    for (bucket, count) in zip(text.buckets, text.counts) {
      let weight = inverse[Int(bucket)]
      if weight > 0 { row.append(Int32(bucket), (1 + (count > 1 ? log(count) : 0)) * weight) }
    }
    return row.normalised()
  }

  /// How telling one term is; zero for one never seen.
  func weight(_ bucket: UInt32) -> Float { inverse[Int(bucket)] }
}

extension RandomAccessCollection {
  /// The place of the first element that fulfils the condition, `endIndex` for none, by halving. All that do must stand
  /// behind all that do not.
  package func firstSorted(_ isBehind: (Element) -> Bool) -> Index {
    var (low, count) = (startIndex, count)
    while count > 0 {
      let half = count / 2
      let middle = index(low, offsetBy: half)
      if isBehind(self[middle]) {
        count = half
      } else {
        low = index(after: middle)
        count -= half + 1
      }
    }
    return low
  }
}

/// https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
enum PrometheusText {
  static func render(_ series: [(SeriesKey, any Series)]) -> String {
    var text = ""
    let families = Dictionary(grouping: series, by: \.0.name)
    for (name, members) in families.sorted(by: { $0.key < $1.key }) {
      guard let kind = members.first?.0.kind else { continue }
      text += "# HELP \(name) \(name.replacing("_", with: " ")).\n# TYPE \(name) \(kind.prometheusName)\n"
      let ordered = members.map { (labels($0.0), $0.1.sample) }.sorted { $0.0 < $1.0 }
      for (labels, sample) in ordered { text += lines(name, labels, sample) }
    }
    return text
  }

  private static func lines(_ name: String, _ labels: String, _ sample: SeriesSample) -> String {
    switch sample {
    case .value(let value): return "\(name)\(braced(labels)) \(number(value))\n"
    case .histogram(let bounds, let counts, let sum):
      var text = ""
      var total: UInt64 = 0
      for (bound, count) in zip(bounds + [.infinity], counts) {
        total += count
        text += "\(name)_bucket\(braced(labels, "le=\"\(number(bound))\"")) \(total)\n"
      }
      return text + "\(name)_sum\(braced(labels)) \(number(sum))\n\(name)_count\(braced(labels)) \(total)\n"
    }
  }

  private static func labels(_ key: SeriesKey) -> String {
    key.labels.map { "\($0.name)=\"\(escaped($0.value))\"" }.joined(separator: ",")
  }

  private static func braced(_ labels: String, _ more: String = "") -> String {
    let all = [labels, more].filter { !$0.isEmpty }.joined(separator: ",")
    return all.isEmpty ? "" : "{\(all)}"
  }

  private static func escaped(_ value: String) -> String {
    value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }

  private static func number(_ value: Double) -> String {
    if value == .infinity { return "+Inf" }
    if value.isNaN { return "NaN" }
    return value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
  }
}

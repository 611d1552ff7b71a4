import Kernel
import Tracing

extension ClaimedJob {
  /// The trace of the request that enqueued the job, so that both show as one.
  var serviceContext: ServiceContext {
    var context = ServiceContext.current ?? .topLevel
    guard let traceparent else { return context }
    InstrumentationSystem.instrument.extract(["traceparent": traceparent], into: &context, using: DictionaryExtractor())
    return context
  }
}

private struct DictionaryExtractor: Extractor {
  func extract(key: String, from carrier: [String: String]) -> String? { carrier[key] }
}

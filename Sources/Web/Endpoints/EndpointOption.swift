/// What an endpoint does differently from the usual.
package enum EndpointOption: Sendable {
  /// A keyset-paged list: adds `limit` (1...100, 20 when absent) and `cursor`, read through `context.paging`.
  case paged
  /// `If-Match` is required (428 without); the act compares `context.expectedVersion` and throws `.stale`.
  case ifMatch
  /// `Prefer: wait=N` is honoured by the handler through `context.wait`.
  case preferWait
  /// A mutation that takes no `Idempotency-Key`: streams and uploads.
  case notIdempotent
  /// The reply shows a secret: an idempotency record keeps no body and no replay shows it again.
  case secretReply
  /// Counted apart from the other calls of the org and key.
  case channel(RateChannel)
  /// Bytes; 1 MiB when absent.
  case bodyLimit(Int)
  /// From the first byte of the body to the whole reply; 30 s when absent.
  case timeLimit(Duration)
  /// A longer text for the documentation.
  case description(String)
}

/// What a rate limit counts together, beside org and key.
package enum RateChannel: Sendable, Hashable {
  /// All calls without a channel of their own.
  case api
  /// Named: `auth`, `generate`.
  case named(String)
  /// One channel for each value of a path parameter: `connector_id`.
  case parameter(String)
}

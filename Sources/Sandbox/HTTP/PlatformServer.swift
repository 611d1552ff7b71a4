/// What one platform's folder gives to the server: its routes and how it words what is common to all.
protocol PlatformServer: Sendable {
  var platform: SandboxPlatform { get }
  var routes: [Route] { get }
  /// Whose credential the request carries, even an expired one. For faults and the request log.
  func account(of request: Request) -> SandboxAccount?
  /// No such path, or not with this method.
  func unroutable(_ request: Request, wrongMethod: Bool) -> Reply
  /// Headers that every reply of the route's kind carries, also a refusal.
  func dressed(_ reply: Reply, for call: Call) -> Reply
  /// The platform's own body for a 5xx or another failure of its own.
  func failure(_ status: Int) -> Reply
  /// Its 429, with headers that tell of a reset so many seconds ahead.
  func rateLimited(_ request: Request, resetIn seconds: Double) -> Reply
  func expireTokens(of account: SandboxAccount)
  /// Gives people (`PeopleNoise`) the occasion to post the same words.
  func overhear(_ call: Call, _ moment: Fault.Moment)
}

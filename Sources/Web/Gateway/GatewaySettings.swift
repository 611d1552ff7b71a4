import Kernel

/// How the gateway faces the world. `App` builds it from the configuration.
package struct GatewaySettings: Sendable {
  /// `https://social.example.org`, without a slash at the end; nil takes scheme and host of each request.
  /// Secure cookies and HSTS are on for https only.
  package var baseURL: String?
  /// Peers whose `X-Forwarded-For`, `-Proto` and `-Host` are believed.
  package var trustedProxies: [AddressRange]
  package var rates: RateSettings
  /// Shown in the documentation.
  package var version: String

  package init(
    baseURL: String? = nil, trustedProxies: [AddressRange] = [], rates: RateSettings = RateSettings(),
    version: String = "0.1.0"
  ) {
    self.baseURL = baseURL
    self.trustedProxies = trustedProxies
    self.rates = rates
    self.version = version
  }
}

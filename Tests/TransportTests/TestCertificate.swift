import NIOSSL

/// A certificate of its own authority for `localhost` and `shop.example`, valid for a hundred years. The key
/// protects nothing.
enum TestCertificate {
  static func serverContext() throws -> NIOSSLContext {
    let key = try NIOSSLPrivateKey(bytes: Array(privateKey.utf8), format: .pem)
    return try NIOSSLContext(
      configuration: .makeServerConfiguration(
        certificateChain: [.certificate(certificate())], privateKey: .privateKey(key)))
  }

  static func trustingClient() throws -> TLSConfiguration {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.trustRoots = .certificates([try certificate()])
    return configuration
  }

  private static func certificate() throws -> NIOSSLCertificate {
    try NIOSSLCertificate(bytes: Array(pem.utf8), format: .pem)
  }

  private static let pem = """
    -----BEGIN CERTIFICATE-----
    MIIBozCCAUmgAwIBAgIUHjd8BA3fxz0LrUFRYYuJmjiR4qgwCgYIKoZIzj0EAwIw
    FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMzE4NTgzOVoYDzIxMjYxMDMw
    MTg1ODM5WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
    PQMBBwNCAAQ6+1Asgo82GsPA1zsvGafbYt3m4ILTA60tfu4DuMCZGB891zTR2TKa
    tZoYsIMMbSaN9NgH8/8HrD/zI6MeCRP+o3cwdTAdBgNVHQ4EFgQUD6Mhx+q1i79D
    e0SP++dRFuS+POAwHwYDVR0jBBgwFoAUD6Mhx+q1i79De0SP++dRFuS+POAwDwYD
    VR0TAQH/BAUwAwEB/zAiBgNVHREEGzAZgglsb2NhbGhvc3SCDHNob3AuZXhhbXBs
    ZTAKBggqhkjOPQQDAgNIADBFAiEA2OWNf3ru/skimd7WCUXKAds9mMuYXX2uHw1U
    1M6ZApwCIHcmC8lCUZbFwlsuZECZ/MFGK9IsUQyZx8gup1y4hljh
    -----END CERTIFICATE-----
    """

  private static let privateKey = """
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgnME+OVk+AjuUxs3Z
    0uuR4glSNLajrrNYulRxEE6zkH2hRANCAAQ6+1Asgo82GsPA1zsvGafbYt3m4ILT
    A60tfu4DuMCZGB891zTR2TKatZoYsIMMbSaN9NgH8/8HrD/zI6MeCRP+
    -----END PRIVATE KEY-----
    """
}

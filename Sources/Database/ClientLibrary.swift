import CLibpq

/// The C library behind every connection.
package enum ClientLibrary {
  /// As libpq counts them: 170004 is 17.4.
  package static var version: Int { Int(PQlibVersion()) }
  /// The first with pipeline mode, which every statement of a tenant uses.
  package static let oldest = 140_000
}

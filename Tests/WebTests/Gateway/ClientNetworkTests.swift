import Testing

@testable import Web

@Suite struct ClientNetworkTests {
  @Test(
    "an IPv4 address counts by itself, an IPv6 one with all of its network",
    arguments: [
      ("192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3:4:5:6", "20:1:d:b8:0:1:0:2::/64"),
      ("2001:db8:1:2::ffff", "20:1:d:b8:0:1:0:2::/64"), ("2001:db8:1:3::1", "20:1:d:b8:0:1:0:3::/64"),
      ("::ffff:192.0.2.7", "192.0.2.7"), ("", ""), ("unix:/x", "unix:/x"),
    ])
  func network(address: String, counted: String) {
    #expect(ClientNetwork.of(address) == counted)
  }
}

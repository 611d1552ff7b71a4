/// The time zone of those who will read a post.
package enum AudienceZone {
  /// Of country codes: nil when they are in different zones, or when nothing is known of one. In a country of several
  /// zones the one where most of its people live (by the IANA time zone database's zone of its largest city).
  package static func of(_ regions: [String]) -> String? {
    let zones = Set(regions.map { zone[$0.uppercased()] ?? "" })
    guard zones.count == 1, let only = zones.first, !only.isEmpty else { return nil }
    return only
  }

  private static let zone: [String: String] = {
    let lines = """
      AT Europe/Vienna|DE Europe/Berlin|CH Europe/Zurich|LI Europe/Vaduz|FR Europe/Paris|BE Europe/Brussels
      NL Europe/Amsterdam|LU Europe/Luxembourg|GB Europe/London|UK Europe/London|IE Europe/Dublin|ES Europe/Madrid
      PT Europe/Lisbon|IT Europe/Rome|MT Europe/Malta|GR Europe/Athens|CY Asia/Nicosia|PL Europe/Warsaw
      CZ Europe/Prague|SK Europe/Bratislava|HU Europe/Budapest|SI Europe/Ljubljana|HR Europe/Zagreb|RO Europe/Bucharest
      BG Europe/Sofia|DK Europe/Copenhagen|SE Europe/Stockholm|NO Europe/Oslo|FI Europe/Helsinki|EE Europe/Tallinn
      LV Europe/Riga|LT Europe/Vilnius|IS Atlantic/Reykjavik|UA Europe/Kyiv|RS Europe/Belgrade|TR Europe/Istanbul
      IL Asia/Jerusalem|AE Asia/Dubai|SA Asia/Riyadh|EG Africa/Cairo|ZA Africa/Johannesburg|NG Africa/Lagos
      KE Africa/Nairobi|GH Africa/Accra|MA Africa/Casablanca|IN Asia/Kolkata|PK Asia/Karachi|BD Asia/Dhaka
      CN Asia/Shanghai|HK Asia/Hong_Kong|TW Asia/Taipei|JP Asia/Tokyo|KR Asia/Seoul|SG Asia/Singapore
      MY Asia/Kuala_Lumpur|TH Asia/Bangkok|VN Asia/Ho_Chi_Minh|PH Asia/Manila|ID Asia/Jakarta|AU Australia/Sydney
      NZ Pacific/Auckland|US America/New_York|CA America/Toronto|MX America/Mexico_City|BR America/Sao_Paulo
      AR America/Argentina/Buenos_Aires|CL America/Santiago|CO America/Bogota|PE America/Lima|UY America/Montevideo
      """
    let pairs = lines.split { $0 == "|" || $0 == "\n" }.map { $0.split(separator: " ").map(String.init) }
    return Dictionary(pairs.map { ($0[0], $0[1]) }) { first, _ in first }
  }()
}

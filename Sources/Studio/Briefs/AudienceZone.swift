import Text

/// By which clock a brief's readers live.
enum AudienceZone {
  /// The brand's own zone where its people and the readers share a country, else that of most people in the first
  /// country that has one; nil when nobody said where the readers are.
  static func of(_ regions: [String], brand: String) -> String? {
    let places = regions.map { $0 == "UK" ? "GB" : $0 }
    if places.contains(where: { RegionZones.contains(brand, region: $0) }) { return brand }
    return places.lazy.compactMap { RegionZones.principal(of: $0) }.first
  }
}

/// One line of the cases file; docs/guides/evaluate.md has the format.
struct PolicyCase: Decodable, Sendable {
  var id: String?
  var text: String
  var platform: String?
  var regions: [String]
  var industry: String?
  var language: String?
  var paid: Bool?
  /// Nil: the case says nothing about rules.
  var expect: [Expected]?
  var violates: Bool?
  /// Written to escape a search.
  var evasion: Bool?
  var disclosure: Disclosure?

  /// `"finance/guaranteed-return"`, `"finance"` for any rule of the pack, or an object with a severity too.
  struct Expected: Decodable, Sendable {
    var rule: String
    var severity: String?

    init(from decoder: any Decoder) throws {
      if let rule = try? decoder.singleValueContainer().decode(String.self) {
        self.rule = rule
        return
      }
      let fields = try decoder.container(keyedBy: CodingKeys.self)
      rule = try fields.decode(String.self, forKey: .rule)
      severity = try fields.decodeIfPresent(String.self, forKey: .severity)
    }

    private enum CodingKeys: String, CodingKey { case rule, severity }
  }

  struct Disclosure: Decodable, Sendable {
    var commercial: Bool
    /// Says so well enough; of no meaning where nothing is to be said.
    var sufficient: Bool?
  }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    id = try fields.decodeIfPresent(String.self, forKey: .id)
    text = try fields.decode(String.self, forKey: .text)
    platform = try fields.decodeIfPresent(String.self, forKey: .platform)
    let region = try fields.decodeIfPresent(String.self, forKey: .region)
    regions = try fields.decodeIfPresent([String].self, forKey: .regions) ?? region.map { [$0] } ?? []
    industry = try fields.decodeIfPresent(String.self, forKey: .industry)
    language = try fields.decodeIfPresent(String.self, forKey: .language)
    paid = try fields.decodeIfPresent(Bool.self, forKey: .paid)
    expect = try fields.decodeIfPresent([Expected].self, forKey: .expect)
    violates = try fields.decodeIfPresent(Bool.self, forKey: .violates)
    evasion = try fields.decodeIfPresent(Bool.self, forKey: .evasion)
    disclosure = try fields.decodeIfPresent(Disclosure.self, forKey: .disclosure)
  }

  private enum CodingKeys: String, CodingKey {
    case id, text, platform, region, regions, industry, language, paid, expect, violates, evasion, disclosure
  }
}

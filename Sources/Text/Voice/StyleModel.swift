/// The numbers behind a profile; opaque outside of Text. It keeps the posts that it learnt from (links, tags and
/// mentions taken out): they are the smallest form of what the models need.
struct StyleModel: Codable, Sendable, Equatable {
  var language: ReferenceLanguage
  var corpus: [String]
  /// Nil in a profile of format 1, whose readings were others: a scorer then measures it anew from the corpus.
  var calibration: Calibration?

  init(language: ReferenceLanguage, corpus: [String], calibration: Calibration) {
    self.language = language
    self.corpus = corpus
    self.calibration = calibration
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    corpus = try values.decode([String].self, forKey: .corpus)
    guard let language = try values.decodeIfPresent(ReferenceLanguage.self, forKey: .language) else {
      self.language = ReferenceLanguage.prevailing(in: corpus)
      calibration = nil
      return
    }
    self.language = language
    calibration = try values.decodeIfPresent(Calibration.self, forKey: .calibration)
  }
}

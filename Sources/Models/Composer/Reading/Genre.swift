/// What kind of thing a post is about; chooses among wordings, never adds a claim.
enum Genre: Sendable, Equatable {
  case event, hiring, sale, product, content, notice, howTo, other

  init(_ topic: String) {
    let terms = Term.split(topic)
    let isTitle = terms.count { $0.isCapitalised } * 3 > terms.count * 2
    let words = Set(terms.indices.filter { $0 == 0 || isTitle || !terms[$0].isCapitalised }.map { terms[$0].key })
    func has(_ list: Set<String>) -> Bool { !words.isDisjoint(with: list) }
    if topic.lowercased().hasPrefix("how to ") {
      self = .howTo
    } else if has(Self.notices) || topic.lowercased().contains("switched off")
      || topic.lowercased().contains("opening hours")
    {
      self = .notice
    } else if has(Self.jobs) || topic.lowercased().contains("looking for a") && has(Lexis.people) {
      self = .hiring
    } else if has(Self.contents), !has(Self.events) {
      self = .content
    } else if has(Self.sales) || topic.contains("%") {
      self = .sale
    } else if has(Self.events) {
      self = .event
    } else if has(Self.products) {
      self = .product
    } else {
      self = .other
    }
  }

  static let events = Lexis.set(
    """
    workshop workshops class classes course webinar talk reading tasting concert gig festival fair market day party night
    run race meetup show screening tour exhibition conference evening brunch quiz ceremony lecture recital breakfast lunch
    dinner supper walk ride retreat bootcamp hackathon fete parade auction raffle tournament match picnic morning table
    session weekend camp week trial webinars lesson lessons demo launchparty exhibition rehearsal
    """)
  private static let jobs = Lexis.set(
    "hiring hire vacancy vacancies recruiting job jobs apprenticeship internship recruit joinus position")
  private static let contents = Lexis.set(
    "episode podcast video article blog post guide ebook newsletter report interview whitepaper playlist tutorial")
  private static let sales = Lexis.set(
    "sale offer offers discount deal deals promotion voucher vouchers clearance campaign")
  private static let notices = Lexis.set(
    """
    closed closing closure cancelled canceled postponed deadline recall moved maintenance strike delay delays apology outage
    warning hours interruption roadworks reminder switched
    """)
  private static let products = Lexis.set(
    """
    new launch launching introducing collection menu flavour flavor range line edition release launched available arrived
    """)
}

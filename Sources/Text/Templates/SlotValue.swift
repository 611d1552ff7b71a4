package import Foundation

/// What a slot of a post template holds.
package enum SlotKind: String, Codable, Sendable, CaseIterable {
  case text, number, price, percentage, date, time, link, mention, hashtag, choice

  /// An example of how a value is given.
  package var example: String {
    switch self {
    case .text: "Words"
    case .number: "1250 or 12.5"
    case .price: "12.50 EUR"
    case .percentage: "18 or 18.5"
    case .date: "2026-12-24"
    case .time: "18:30"
    case .link: "https://example.com/page"
    case .mention: "@name or @name@server.example"
    case .hashtag: "#WinterBlend"
    case .choice: "One of the slot's choices"
    }
  }
}

/// Writes a slot's value the way readers of a language and country have it.
///
/// Values come in one form each, whatever the language, so that they can be checked: a date is `2026-12-24`, a price
/// `12.50 EUR`. Numbers, prices, dates and times are then written by CLDR's rules for the locale.
package struct SlotWriter: Sendable {
  private let locale: Locale
  private let year: String

  /// `language` is a BCP 47 tag, `regions` are ISO 3166 codes; several that do not write alike count as none.
  /// `today` is the day where the readers are: a date in the same year goes without it.
  package init(language: String, regions: [String], today: String) {
    year = String(today.prefix(4))
    locale = Locale(identifier: Self.identifier(language, regions))
  }

  private static func identifier(_ language: String, _ regions: [String]) -> String {
    let isTagged = language.split(separator: "-").dropFirst().contains { $0.utf8.count == 2 }
    guard !isTagged, let first = regions.first else { return language }
    let agree =
      RegionalStyle(language: language, regions: regions) == RegionalStyle(language: language, regions: [first])
    return agree ? language + "-" + first : language
  }

  /// The value as it stands in a post; nil when it is none of this kind. Link, mention, text and choice stay as given.
  package func text(_ value: String, _ kind: SlotKind) -> String? {
    switch kind {
    case .text, .choice: value
    case .link: PostValidity.isURL(value) ? value : nil
    case .number: Self.decimal(value).map { number($0.value, $0.digits) }
    case .price: price(value)
    case .percentage: percentage(value)
    case .date: date(value)
    case .time: time(value)
    case .mention: Self.mention(value)
    case .hashtag: Self.hashtag(value)
    }
  }

  // MARK: Kinds

  private func number(_ value: Decimal, _ digits: Int) -> String {
    value.formatted(.number.precision(.fractionLength(digits)).locale(locale))
  }

  private func price(_ value: String) -> String? {
    let parts = value.split(separator: " ")
    guard parts.count == 2, let amount = Self.decimal(String(parts[0])), amount.digits <= 4, amount.value >= 0,
      parts[1].utf8.count == 3, parts[1].utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
    else { return nil }
    let style = Decimal.FormatStyle.Currency(code: String(parts[1]), locale: locale)
    return amount.value.formatted(style.precision(.fractionLength(amount.digits)))
  }

  private func percentage(_ value: String) -> String? {
    var number = value[...]
    if number.hasSuffix("%") { number = number.dropLast() }
    while number.last == " " { number = number.dropLast() }
    guard let share = Self.decimal(String(number)) else { return nil }
    let style = Decimal.FormatStyle.Percent(locale: locale).scale(1)
    return share.value.formatted(style.precision(.fractionLength(share.digits)))
  }

  private func date(_ value: String) -> String? {
    guard let day = Self.day(value) else { return nil }
    let style = Date.FormatStyle(locale: locale, calendar: Self.calendar, timeZone: .gmt).day().month(.wide)
    return Self.plain(day.formatted(value.hasPrefix(year) ? style : style.year()))
  }

  private func time(_ value: String) -> String? {
    guard value.utf8.count == 5, let match = value.wholeMatch(of: /(\d\d):(\d\d)/), let hour = Int(match.1),
      let minute = Int(match.2), hour < 24, minute < 60,
      let day = Self.calendar.date(from: DateComponents(year: 2026, month: 1, day: 1, hour: hour, minute: minute))
    else { return nil }
    let style = Date.FormatStyle(locale: locale, calendar: Self.calendar, timeZone: .gmt).hour().minute()
    return Self.plain(day.formatted(style))
  }

  private static func mention(_ value: String) -> String? {
    let name = value.hasPrefix("@") ? value.dropFirst() : value[...]
    return name.wholeMatch(of: /[A-Za-z0-9_.-]{1,100}(@[A-Za-z0-9.-]{3,100})?/) == nil ? nil : "@" + name
  }

  private static func hashtag(_ value: String) -> String? {
    let tag = value.hasPrefix("#") ? value : "#" + value
    let found = Entities.hashtags(tag)
    return found.count == 1 && found[0].span == Span(0, tag.unicodeScalars.count) ? tag : nil
  }

  // MARK: Parts

  /// Up to 15 digits before the point and 6 behind it, with how many those are.
  private static func decimal(_ value: String) -> (value: Decimal, digits: Int)? {
    guard let match = value.wholeMatch(of: /-?[0-9]{1,15}(?:\.([0-9]{1,6}))?/),
      let number = Decimal(string: value, locale: Locale(identifier: "en_US_POSIX"))
    else { return nil }
    return (number, match.1?.count ?? 0)
  }

  private static func day(_ value: String) -> Date? {
    guard value.utf8.count == 10, let match = value.wholeMatch(of: /(\d{4})-(\d\d)-(\d\d)/), let year = Int(match.1),
      let month = Int(match.2), let day = Int(match.3)
    else { return nil }
    let parts = DateComponents(year: year, month: month, day: day)
    guard let date = calendar.date(from: parts) else { return nil }
    // The calendar would take 31 June for 1 July.
    let back = calendar.dateComponents([.year, .month, .day], from: date)
    return back.year == year && back.month == month && back.day == day ? date : nil
  }

  private static let calendar: Calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return calendar
  }()

  /// CLDR sets narrow no-break spaces into English times, which platforms show in different ways.
  private static func plain(_ text: String) -> String {
    text.replacing("\u{202F}", with: " ").replacing("\u{A0}", with: " ")
  }
}

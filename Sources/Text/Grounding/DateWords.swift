/// Months, weekdays and words for days, in English, German, Spanish and French.
enum DateWords {
  static func month(_ word: String) -> Int? { months[word] }

  /// 1 for Monday … 7 for Sunday; `Saturdays` too.
  static func weekday(_ word: String) -> Int? { weekdays[word] }

  /// Weekdays that a word stands for several of.
  static let groups: [String: Set<Int>] = [
    "weekend": [6, 7], "weekends": [6, 7], "wochenende": [6, 7], "wochenenden": [6, 7], "finde": [6, 7],
    "week-end": [6, 7], "weekdays": [1, 2, 3, 4, 5], "weekday": [1, 2, 3, 4, 5], "werktags": [1, 2, 3, 4, 5],
  ]

  /// Days counted from the given day.
  static let relative: [String: Int] = [
    "today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1, "heute": 0, "gestern": -1, "hoy": 0, "ayer": -1,
    "aujourd'hui": 0, "demain": 1, "hier": -1,
  ]

  /// Months that are also common words count as months only beside a number or behind these.
  static let doubtful: Set<String> = [
    "may", "march", "mar", "mai", "dec", "sun", "sat", "wed", "fri", "mon", "jan", "mars", "sa", "so", "mi", "di", "do",
    "fr", "mo",
  ]

  private static let months = table([
    "january jan january's januar jänner enero janvier", "february feb februar febrero février fév",
    "march mar märz marzo mars", "april apr abril avril", "may mai mayo", "june jun juni junio juin",
    "july jul juli julio juillet", "august aug agosto août", "september sep sept septiembre septembre",
    "october oct oktober okt octubre octobre", "november nov noviembre novembre",
    "december dec dezember dez diciembre dic décembre déc",
  ])

  private static let weekdays = table([
    "monday mondays mon montag montags mo lunes lundi", "tuesday tuesdays tue tues dienstag dienstags di martes mardi",
    "wednesday wednesdays wed mittwoch mittwochs mi miércoles mercredi",
    "thursday thursdays thu thur thurs donnerstag donnerstags do jueves jeudi",
    "friday fridays fri freitag freitags fr viernes vendredi freitagmittag freitagabend",
    "saturday saturdays sat samstag samstags sonnabend sa sábado sábados samedi",
    "sunday sundays sun sonntag sonntags so domingo domingos dimanche",
  ])

  private static func table(_ lines: [String]) -> [String: Int] {
    var result: [String: Int] = [:]
    for (index, line) in lines.enumerated() {
      for word in line.split(separator: " ") { result[String(word)] = index + 1 }
    }
    return result
  }
}

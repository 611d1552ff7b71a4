/// Units, so that `80 km` is `80 kilometres` and not `80 miles`.
enum Units {
  struct Unit: Sendable {
    /// What is measured; only values of one dimension compare.
    var dimension: String
    /// In the dimension's base unit: metre, gram, litre, second, square metre, …
    var factor: Double
  }

  static func of(_ word: String) -> Unit? { table[word] }

  /// Months and years have no fixed length in days: these keys say what a duration equals.
  static func durations(_ seconds: Double) -> Set<String> {
    let month = 2_629_800.0
    let months = seconds / month
    var keys: Set<String> = ["u:duration:\(NumberText.text(seconds))"]
    if months > 0.2, abs(months * 4 - (months * 4).rounded()) < 0.001 {
      keys.insert("u:months:\(NumberText.text((months * 4).rounded() / 4))")
    }
    return keys
  }

  static let currencies = [
    "$": "usd", "usd": "usd", "dollar": "usd", "dollars": "usd", "bucks": "usd", "us$": "usd", "€": "eur", "eur": "eur",
    "euro": "eur", "euros": "eur", "£": "gbp", "gbp": "gbp", "pounds": "gbp", "quid": "gbp", "¥": "jpy", "yen": "jpy",
    "jpy": "jpy", "chf": "chf", "franken": "chf", "francs": "chf", "₹": "inr", "inr": "inr", "rupees": "inr",
    "kr": "kr", "sek": "sek", "nok": "nok", "dkk": "dkk", "zł": "pln", "pln": "pln", "aud": "aud", "cad": "cad",
    "dólares": "usd", "libras": "gbp",
  ]

  static let minor = [
    "cents": "usd,eur", "cent": "usd,eur", "pence": "gbp", "p": "gbp", "¢": "usd", "céntimos": "eur", "centimes": "eur",
  ]

  private static let table: [String: Unit] = {
    var result: [String: Unit] = [:]
    func add(_ dimension: String, _ factor: Double, _ names: String) {
      for name in names.split(separator: " ") { result[String(name)] = Unit(dimension: dimension, factor: factor) }
    }
    add("length", 0.001, "mm millimetre millimetres millimeter millimeters")
    add("length", 0.01, "cm centimetre centimetres centimeter centimeters zentimeter centímetros")
    add("length", 1, "m metre metres meter meters metern mètres metros metro mètre")
    add("length", 1000, "km kms kilometre kilometres kilometer kilometers kilometern kilómetros kilomètres k-run")
    add("length", 1609.344, "mi mile miles meilen millas")
    add("length", 0.3048, "ft foot feet")
    add("length", 0.0254, "inch inches zoll pulgadas pouces")
    add("mass", 0.001, "mg milligram milligrams")
    add("mass", 1, "g gram grams gramm gramos grammes")
    add("mass", 1000, "kg kgs kilo kilos kilogram kilograms kilogramm kilogramme kilogrammes")
    add("mass", 1_000_000, "t tonne tonnes tonnen toneladas tons ton")
    add("mass", 453.592, "lb lbs")
    add("mass", 28.3495, "oz ounce ounces")
    add("volume", 0.001, "ml millilitre millilitres milliliter milliliters")
    add("volume", 0.01, "cl")
    add("volume", 1, "l litre litres liter liters litros")
    add("volume", 3.785, "gallon gallons")
    add("volume", 0.568, "pint pints")
    add("duration", 1, "s sec secs second seconds sekunden segundos secondes")
    add("duration", 60, "min mins minute minutes minuten minutos minuto")
    add("duration", 3600, "h hr hrs hour hours stunde stunden hora horas heure heures")
    add("duration", 86_400, "day days tag tage tagen día días jour jours")
    add("duration", 604_800, "week weeks woche wochen semana semanas semaine semaines")
    add("duration", 1_209_600, "fortnight")
    add("duration", 2_629_800, "month months monat monate monaten mes meses mois")
    add("duration", 31_557_600, "year years yr yrs jahr jahre jahren año años an ans année années")
    add("duration", 315_576_000, "decade decades jahrzehnte")
    add("area", 1, "m² m2 sqm qm")
    add("area", 0.0929, "sqft")
    add("area", 10_000, "ha hectare hectares hektar hectáreas")
    add("area", 4046.86, "acre acres")
    add("power", 1, "w watt watts")
    add("power", 1000, "kw kilowatt kilowatts")
    add("power", 1_000_000, "mw megawatt megawatts")
    add("energy", 1, "wh")
    add("energy", 1000, "kwh")
    add("voltage", 1, "v volt volts")
    add("torque", 1, "nm newton newtonmetre newtonmeter")
    add("charge", 1, "ah")
    add("charge", 0.001, "mah")
    add("pixels", 1, "px pixel pixels")
    add("pixels", 1_000_000, "mp megapixel megapixels")
    add("data", 0.001, "kb")
    add("data", 1, "mb megabyte megabytes")
    add("data", 1000, "gb gigabyte gigabytes")
    add("data", 1_000_000, "tb terabyte terabytes")
    add("temperature", 1, "°c degrees degree grad °f grados degrés")
    add("calories", 1, "kcal cal calories calorie")
    add("speed", 1, "km/h kph")
    add("speed", 1.609, "mph")
    return result
  }()
}

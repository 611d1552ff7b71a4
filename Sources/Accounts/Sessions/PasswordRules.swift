import Kernel

/// NIST SP 800-63B section 5.1.1.2: length counts, composition rules do not, and what everybody tries
/// first is refused.
package enum PasswordRules {
  package static let minimum = 10
  package static let maximum = 200

  private static let obvious: Set<String> = [
    "password", "passwort", "motdepasse", "contraseña", "letmein", "welcome", "qwertyuiop", "iloveyou", "starling",
    "administrator", "changeme", "1234567890", "0123456789", "0987654321", "qwerty1234", "abcdefghij", "aaaaaaaaaa",
  ]

  /// The faults, in words for the person who chose it; empty when it will do.
  package static func faults(of password: String, mail: String) -> [String] {
    var faults: [String] = []
    if password.count < minimum { faults.append("Use at least \(minimum) characters.") }
    if password.count > maximum { faults.append("Use at most \(maximum) characters.") }
    let plain = password.lowercased().filter { $0.isLetter || $0.isNumber }
    let trimmed = String(plain.reversed().drop { $0.isNumber }.reversed())
    if obvious.contains(plain) || obvious.contains(trimmed) || Set(plain).count < 4 {
      faults.append("This is one of the first passwords anybody would try. Use a longer phrase.")
    }
    let local = mail.lowercased().prefix { $0 != "@" }
    if local.count > 3, plain.contains(local.filter { $0.isLetter || $0.isNumber }), plain.count < local.count + 6 {
      faults.append("Leave your mail address out of the password.")
    }
    return faults
  }
}

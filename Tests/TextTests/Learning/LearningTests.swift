import Testing

@testable import Text

@Suite("learning from texts")
struct LearningTests {
  @Test("words are told apart from their pairs, case and links do not count, and signs only when asked for")
  func words() {
    let text = GramText("Plum & Cocoa: https://acme.example/a #Winter")
    #expect(text.words.map(text.word) == ["plum", "cocoa", "http", "winter"])
    let other = GramText("plum & cocoa: http://other.example #winter")
    #expect(text.wordBuckets() == other.wordBuckets())
    #expect(text.wordBuckets().count == 7)
    let signed = GramText("Hi @bob #Winter a#b", keepsSigns: true)
    #expect(signed.words.map(signed.word) == ["hi", "@bob", "#winter", "a", "#b"])
  }

  @Test("letter sequences stay inside words with the spaces around them")
  func letters() {
    #expect(GramText("ab cd").letterBuckets(3...3).count == 4)
    #expect(GramText("ab").letterBuckets(3...4).count == 3)
    #expect(GramText("").letterBuckets(3...4).isEmpty)
    #expect(GramText("ab cd").letterBuckets(3...3).sorted() == GramText("cd  ab").letterBuckets(3...3).sorted())
  }

  @Test("the largest come in order, of equal ones the earlier place first, and nothing that is not above zero")
  func largest() {
    let found = Largest(3, of: [0, 2, 5, 2, -1, 4, 2])
    #expect(found.places == [2, 5, 1])
    #expect(found.values == [5, 4, 2])
    #expect(Largest(3, of: [0, -1]).places.isEmpty)
  }

  @Test("ridge regression finds the weights that its equations have")
  func ridge() {
    // y = 1 + 2a - b, without a penalty to speak of.
    let points: [(Float, Float)] = [(0, 0), (1, 0), (0, 1), (1, 1), (2, 1), (1, 3)]
    let rows = points.map { SparseRow(places: [0, 1, 2], values: [$0.0, $0.1, 1]) }
    let fitted = Ridge(rows, points.map { 1 + 2 * $0.0 - $0.1 }, places: 3, penalty: 1e-4)
    for (row, point) in zip(rows, points) { #expect(abs(fitted.predict(row) - (1 + 2 * point.0 - point.1)) < 0.01) }
    let strict = Ridge(rows, points.map { 1 + 2 * $0.0 - $0.1 }, places: 3, penalty: 1e6)
    #expect(strict.weights.allSatisfy { abs($0) < 0.001 })
  }

  @Test("a term in too few or too many texts weighs nothing")
  func terms() {
    let texts = ["winter blend", "winter cup", "winter"].map { BucketCounts(GramText($0).singleBuckets()) }
    let weights = TermWeights(texts, fewest: 2)
    #expect(weights.row(texts[0]).values == [1])
    #expect(weights.row(BucketCounts(GramText("other").singleBuckets())) == SparseRow())
  }
}

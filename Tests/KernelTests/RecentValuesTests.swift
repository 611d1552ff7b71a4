import Kernel
import Testing

@Suite("Recent values")
struct RecentValuesTests {
  @Test("are kept up to a bound, and what was not asked for longest goes first")
  func bound() {
    let values = RecentValues<Int, String>(most: 3)
    for number in 1...3 { values.keep("\(number)", as: number) }
    #expect(values[1] == "1")
    values.keep("4", as: 4)
    #expect((1...4).map { values[$0] } == ["1", nil, "3", "4"])
  }

  @Test("count by their weight, and the newest stays whatever its own")
  func weight() {
    let values = RecentValues<Int, String>(most: 4) { $1.count }
    values.keep("aa", as: 1)
    values.keep("bb", as: 2)
    values.keep("c", as: 3)
    #expect((1...3).map { values[$0] } == [nil, "bb", "c"])
    values.keep("dddddd", as: 4)
    #expect((1...4).map { values[$0] } == [nil, nil, nil, "dddddd"])
    values.keep("e", as: 5)
    #expect((4...5).map { values[$0] } == [nil, "e"])
  }

  @Test("that nobody asked for between two looks are forgotten, and make room")
  func forgetting() {
    let values = RecentValues<Int, String>(most: 2)
    for number in 1...2 { values.keep("\(number)", as: number) }
    #expect(!values.forgetUnused())
    #expect(values[2] == "2")
    #expect(values.forgetUnused())
    #expect(values[1] == nil)
    values.keep("3", as: 3)
    #expect(values[2] == "2" && values[3] == "3")
    #expect(!values.forgetUnused() && values.forgetUnused())
    #expect(values[2] == nil && values[3] == nil)
  }

  @Test("are made once, stay what they were, and are not kept where making fails")
  func making() {
    struct Fault: Error {}
    let values = RecentValues<Int, String>(most: 2)
    #expect(throws: Fault.self) { try values.value(1) { throw Fault() } }
    #expect(values.value(1) { "one" } == "one")
    values.keep("another", as: 1)
    #expect(values.value(1) { "two" } == "one")
  }
}

import Foundation
import Kernel
import Testing
import Text

@Suite("spelling and placing tags")
struct TagSpellingTests {
  @Test(
    "a tag of known words has a capital at each, so that a screen reader hears them",
    arguments: [
      ("blackfriday", "BlackFriday"), ("#smallbusinesssaturday", "SmallBusinessSaturday"), ("coffee", "coffee"),
      ("xqzt", "xqzt"), ("newyear2027", "NewYear2027"), ("NASA", "NASA"), ("BlackFriday", "BlackFriday"),
    ])
  func capitals(tag: String, spelled: String) { #expect(TagSpelling().spell(tag) == spelled) }

  @Test("words of the brand's texts are known, and its own spelling with capitals stands")
  func own() {
    #expect(TagSpelling(texts: ["Guji is back"]).spell("gujicoffee") == "GujiCoffee")
    #expect(TagSpelling().spell("gujicoffee") == "gujicoffee")
    #expect(TagSpelling(tags: ["blackfriday", "blackfriday", "BLACKfriday"]).spell("blackfriday") == "BlackFriday")
    #expect(TagSpelling(tags: ["winterblend", "WinterBLEND"]).spell("winterblend") == "WinterBLEND")
  }

  @Test("tags stand at the end, as many as read as native, and never those that the text has")
  func atEnd() throws {
    let platform = try Fixtures.platform("linkedin")
    let text = TagPlacement.place(["#A1", "#Tea", "#Bread", "#Oven", "#Flour"], in: "Fresh bread #tea", on: platform)
    #expect(text == "Fresh bread #tea\n\n#A1 #Bread")
    #expect(TagPlacement.count(on: platform) == 3)
    #expect(TagPlacement.place([], in: "Fresh", on: platform) == "Fresh")
  }

  @Test("a tag that does not fit is left out, and a shorter one behind it may still go")
  func limit() throws {
    var platform = try Fixtures.platform("bluesky")
    platform.limit = 20
    #expect(TagPlacement.place(["#Sourdough", "#Rye"], in: "Fresh bread now", on: platform) == "Fresh bread now #Rye")
  }

  @Test("inline, the word itself becomes the tag; a platform without tags gets none")
  func inline() throws {
    var platform = try Fixtures.platform("x")
    platform.conventions.hashtagPlacement = .inline
    #expect(TagPlacement.place(["#bread", "#Oven"], in: "Fresh Bread now", on: platform) == "Fresh #Bread now #Oven")
    platform.conventions.hashtagPlacement = .none
    #expect(TagPlacement.place(["#bread"], in: "Fresh Bread now", on: platform) == "Fresh Bread now")
  }

  @Test("the shipped lists load, every entry with a day and a source, and a brand's own entry counts first")
  func lists() throws {
    let lists = try TagLists.load()
    #expect(lists.entry("#ProAna", on: "instagram")?.status == .banned)
    #expect(lists.entry("proana", on: "bluesky") == nil)
    #expect(lists.entry("like4like", on: "x")?.status == .limited)
    #expect(lists.entry("guji", on: "x") == nil)
    let own = lists.adding([.init(tag: "Love", status: .banned, since: "2026-01-01", source: "the brand")])
    #expect(own.entry("love", on: nil)?.status == .banned)
  }

  @Test("lists with a fault are refused by name", arguments: ["{", "{\"groups\":[{\"status\":\"odd\"}]}"])
  func faulty(json: String) {
    let problem = #expect(throws: Problem.self) { try TagLists(json: Data(json.utf8)) }
    #expect(problem?.detail.contains("hashtag-lists.json") == true)
  }

  @Test("a group without a source is refused")
  func undated() {
    let json = #"{"groups":[{"status":"banned","since":"2020-01-01","source":"","tags":["a"]}]}"#
    let problem = #expect(throws: Problem.self) { try TagLists(json: Data(json.utf8)) }
    #expect(problem?.detail == "hashtag-lists.json: the group of a has no day or source.")
  }
}

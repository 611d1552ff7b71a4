import CCairo
import Contracts
import Kernel
import TestKit
import Testing

@testable import Rendering

@Suite(.timeLimit(.minutes(3))) struct CardTests {
  private static func design(_ headline: String, width: Int = 1_200, height: Int = 675, language: String = "en")
    -> CardDesign
  {
    CardDesign(
      width: width, height: height, headline: headline, kicker: "Acme Coffee", footer: "acme.example",
      colours: ["#3b2a1a", "#f4e9d8"], language: language)
  }

  @Test("a card has the size that was asked for, the brand's ground, and words")
  func plain() throws {
    let card = try DrawCard.draw(Self.design("Our winter blend is back"))
    let picture = try Picture(card.png)
    #expect(picture.width == 1_200 && picture.height == 675)
    #expect(picture[0, 0] == [0x3B, 0x2A, 0x1A] && picture[1_199, 674] == [0x3B, 0x2A, 0x1A])
    #expect(picture.holds([0xFF, 0xFF, 0xFF]))
    // The second colour is the bar beside the headline.
    #expect(picture.holds([0xF4, 0xE9, 0xD8]))
    #expect(card.notes.font == "Noto Sans" && card.notes.contrast > 13 && !card.notes.isCut)
  }

  @Test("the same design is the same picture, byte for byte")
  func repeatable() throws {
    let design = Self.design("Our winter blend is back")
    #expect(try DrawCard.draw(design) == DrawCard.draw(design))
  }

  private static let scripts = [
    ("Latin", "Räuber essen Ćevapi für 12 €", "de"), ("Greek", "Ο χειμωνιάτικος καφές επέστρεψε", "el"),
    ("Cyrillic", "Зимняя смесь вернулась", "ru"), ("Arabic", "عادت خلطة الشتاء إلى المتجر", "ar"),
    ("Hebrew", "תערובת החורף חזרה", "he"), ("Devanagari", "सर्दियों का मिश्रण वापस आ गया है", "hi"),
    ("Thai", "กาแฟฤดูหนาวกลับมาแล้ว", "th"), ("Japanese", "冬のブレンドが帰ってきました", "ja"),
    ("Chinese", "冬季拼配咖啡回来了", "zh-Hans"), ("Korean", "겨울 블렌드가 돌아왔습니다", "ko"),
    ("Emoji", "Coffee ☕️ for all 👩‍👩‍👧‍👦 🏴󠁧󠁢󠁳󠁣󠁴󠁿 🇦🇹", "en"),
  ]

  @Test("every script has its letters, and none leaves the margins", arguments: scripts)
  func letters(script: String, headline: String, language: String) throws {
    let card = try DrawCard.draw(Self.design(headline, language: language))
    #expect(card.notes.unknownCharacters == 0, "\(script)")
    #expect(!card.notes.isCut)
    try Self.expectClearMargins(card, script)
  }

  @Test("digits and signs that emoji are made of are letters of the card", arguments: [[], ["Noto Color Emoji"]])
  func digits(fonts: [String]) throws {
    var design = Self.design("0123456789 # * ©")
    design.fonts = fonts
    design.colours = ["#3b2a1a"]
    let picture = try Picture(try DrawCard.draw(design).png)
    let ground = picture[0, 0].map(Double.init)
    for x in 0..<picture.width {
      for y in 0..<picture.height {
        // White on the ground, and what lies between the two at the edges.
        let shares = zip(picture[x, y], ground).map { (Double($0) - $1) / (255 - $1) }
        guard let most = shares.max(), let least = shares.min() else { continue }
        try #require(most - least < 0.05, "(\(x), \(y)) is \(picture[x, y])")
      }
    }
  }

  @Test("what reads from right to left stands at the right, with its bar")
  func direction() throws {
    let bar: [UInt8] = [0xF4, 0xE9, 0xD8]
    let left = try Picture(try DrawCard.draw(Self.design("Our winter blend is back")).png)
    let right = try Picture(try DrawCard.draw(Self.design("عادت خلطة الشتاء", language: "ar")).png)
    #expect(left.columns(of: bar).allSatisfy { $0 < 200 } && !left.columns(of: bar).isEmpty)
    #expect(right.columns(of: bar).allSatisfy { $0 > 1_000 } && !right.columns(of: bar).isEmpty)
  }

  private static let hard: [(String, Int, Int)] = [
    (String(repeating: "Donaudampfschifffahrt", count: 9), 1_200, 628),
    (String(repeating: "W", count: 200), 1_080, 1_920),
    (String(repeating: "wide words that go on ", count: 9), 1_080, 1_350), ("a", 1_000, 1_500), ("Hi", 200, 2_400),
    ("Some words", 2_400, 200), ("One\nTwo\n\nThree\n", 1_200, 675), (String(repeating: "z̸̢̛̯", count: 60), 1_200, 675),
    (String(repeating: "👩‍👩‍👧‍👦", count: 150), 1_200, 675), ("\u{202E}reversed", 1_200, 675),
    ("100 % – “quoted” & <b>bold</b>", 1_200, 675),
  ]

  @Test("whatever the words and the shape, nothing leaves the margins", arguments: hard)
  func margins(headline: String, width: Int, height: Int) throws {
    let card = try DrawCard.draw(Self.design(headline, width: width, height: height))
    // Marks that are piled on a letter reach over its line by nature.
    if !headline.hasPrefix("z") { try Self.expectClearMargins(card, headline) }
  }

  private static func expectClearMargins(_ card: DrawnCard, _ words: String) throws {
    let picture = try Picture(card.png)
    let ground = picture[0, 0]
    // Letters may lean a little over their box.
    let margin = min(picture.width, picture.height) * 6 / 100
    for x in 0..<picture.width {
      for y in 0..<picture.height
      where x < margin || y < margin || x >= picture.width - margin || y >= picture.height - margin {
        guard picture[x, y] == ground else {
          Issue.record("ink at \(x), \(y) of \(picture.width) × \(picture.height): \(words)")
          return
        }
      }
    }
  }

  @Test("a longer headline is set smaller, and words that have no room at all are cut and told")
  func sizes() throws {
    func height(_ headline: String) throws -> Int {
      let picture = try Picture(try DrawCard.draw(Self.design(headline)).png)
      let rows = picture.rows(of: [0xF4, 0xE9, 0xD8])
      return (rows.max() ?? 0) - (rows.min() ?? 0)
    }
    // The bar is as high as the lines.
    #expect(try height("Winter is back") < 250)
    #expect(try height(String(repeating: "many words in this ", count: 8)) > 250)
    var tiny = Self.design(String(repeating: "many words in this ", count: 10), width: 200, height: 200)
    tiny.label = "Ad"
    #expect(try DrawCard.draw(tiny).notes.isCut)
  }

  @Test("fonts that are not installed are told, and the next one is taken")
  func fonts() throws {
    var design = Self.design("Our winter blend is back")
    design.fonts = ["No Such Font", "Noto Serif"]
    let card = try DrawCard.draw(design)
    #expect(card.notes.absentFonts == ["No Such Font"] && card.notes.font == "Noto Serif")
    design.fonts = []
    #expect(try DrawCard.draw(design).png != card.png)
  }

  @Test("a letter that no font has is counted")
  func unknown() throws {
    #expect(try DrawCard.draw(Self.design("A \u{E123} from nowhere")).notes.unknownCharacters == 1)
  }

  @Test("a label stands on the card beside the footer")
  func label() throws {
    var design = Self.design("Our winter blend is back")
    let before = try DrawCard.draw(design)
    design.label = "Advertisement"
    #expect(try DrawCard.draw(design).png != before.png)
  }

  @Test("what no picture can hold is refused with its field, at once")
  func refusals() {
    func fault(_ change: (inout CardDesign) -> Void) -> [String] {
      var design = Self.design("Words")
      change(&design)
      do {
        _ = try DrawCard.draw(design)
        return []
      } catch {
        return error.fields.map(\.pointer)
      }
    }
    #expect(fault { $0.headline = " \n" } == ["/headline"])
    #expect(fault { $0.headline = String(repeating: "a", count: 201) } == ["/headline"])
    #expect(fault { $0.headline = String(repeating: "👩‍👩‍👧‍👦", count: 199) } == ["/headline"])
    #expect(fault { $0.headline = "a" + String(repeating: "\u{301}", count: 5_000) } == ["/headline"])
    #expect(fault { $0.headline = "a\u{7}" } == ["/headline"])
    #expect(fault { $0.kicker = String(repeating: "a", count: 81) } == ["/kicker"])
    #expect(fault { $0.width = 0 } == ["/width"])
    #expect(fault { $0.height = 100_000 } == ["/height"])
    #expect(fault { $0.colours = Array(repeating: "#000000", count: 13) } == ["/colours"])
  }

  @Test("cards are drawn side by side")
  func parallel() async throws {
    let design = Self.design("Our winter blend is back")
    let one = try DrawCard.draw(design)
    try await withThrowingTaskGroup(of: DrawnCard.self) { group in
      for _ in 0..<16 { group.addTask { try DrawCard.draw(design) } }
      for try await card in group { #expect(card == one) }
    }
  }
}

@Suite struct CardPaletteTests {
  @Test("contrast is WCAG's")
  func contrast() {
    #expect(abs(Colour.white.contrast(to: Colour(0, 0, 0)) - 21) < 1e-9)
    // The example pair of WebAIM's checker: #777777 on white.
    #expect(abs((Colour(hex: "#777777")?.contrast(to: .white) ?? 0) - 4.48) < 0.005)
    #expect(Colour(hex: "#12345") == nil && Colour(hex: "123456") == nil && Colour(hex: "#12345g") == nil)
  }

  @Test("words can be read on every ground: 4.5 to 1 for two thousand brands, in both looks")
  func everyBrand() {
    var random = SeededNumbers(7)
    for _ in 0..<2_000 {
      let colours = (0..<Int(random.next() % 5)).map { _ in
        "#" + String(String(random.next() & 0xFF_FFFF | 0x100_0000, radix: 16).dropFirst())
      }
      for style in CardDesign.Style.allCases {
        let palette = CardPalette(colours, style)
        #expect(palette.ink.contrast(to: palette.ground) >= 4.5, "\(colours) \(style)")
        #expect(palette.quiet.contrast(to: palette.ground) >= 4.5, "\(colours) \(style)")
        #expect(palette.accent.contrast(to: palette.ground) >= 3, "\(colours) \(style)")
      }
    }
  }

  @Test("the light look writes in the brand's own colour where that can be read")
  func light() {
    let palette = CardPalette(["#3b2a1a", "#f4e9d8"], .light)
    #expect(palette.ground == Colour(hex: "#f4e9d8") && palette.ink == Colour(hex: "#3b2a1a"))
    #expect(CardPalette(["#ffee00"], .light).ground == .white)
  }
}

/// splitmix64, so that a failure can be had again.
private struct SeededNumbers {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// A PNG's pixels, read back by Cairo.
private struct Picture {
  let width: Int
  let height: Int
  private let pixels: [UInt32]

  init(_ png: [UInt8]) throws {
    final class Source {
      var bytes: ArraySlice<UInt8>
      init(_ bytes: [UInt8]) { self.bytes = bytes[...] }
    }
    let source = Source(png)
    let read: cairo_read_func_t = { source, out, count in
      guard let source, let out else { return CAIRO_STATUS_READ_ERROR }
      let source_ = Unmanaged<Source>.fromOpaque(source).takeUnretainedValue()
      guard source_.bytes.count >= Int(count) else { return CAIRO_STATUS_READ_ERROR }
      for (index, byte) in source_.bytes.prefix(Int(count)).enumerated() { out[index] = byte }
      source_.bytes = source_.bytes.dropFirst(Int(count))
      return CAIRO_STATUS_SUCCESS
    }
    let surface = try #require(
      cairo_image_surface_create_from_png_stream(read, Unmanaged.passUnretained(source).toOpaque()))
    defer { cairo_surface_destroy(surface) }
    try #require(cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS)
    width = Int(cairo_image_surface_get_width(surface))
    height = Int(cairo_image_surface_get_height(surface))
    let stride = Int(cairo_image_surface_get_stride(surface))
    let data = try #require(cairo_image_surface_get_data(surface))
    var pixels: [UInt32] = []
    for y in 0..<height {
      for x in 0..<width {
        pixels.append(
          UnsafeRawPointer(data).loadUnaligned(fromByteOffset: y * stride + x * 4, as: UInt32.self) & 0xFF_FFFF)
      }
    }
    self.pixels = pixels
  }

  subscript(x: Int, y: Int) -> [UInt8] {
    let pixel = pixels[y * width + x]
    return [UInt8(pixel >> 16), UInt8(pixel >> 8 & 0xFF), UInt8(pixel & 0xFF)]
  }

  func holds(_ colour: [UInt8]) -> Bool { !columns(of: colour).isEmpty }

  func columns(of colour: [UInt8]) -> [Int] { places(of: colour).map { $0 % width } }

  func rows(of colour: [UInt8]) -> [Int] { places(of: colour).map { $0 / width } }

  private func places(of colour: [UInt8]) -> [Int] {
    let wanted = UInt32(colour[0]) << 16 | UInt32(colour[1]) << 8 | UInt32(colour[2])
    return pixels.indices.filter { pixels[$0] == wanted }
  }
}

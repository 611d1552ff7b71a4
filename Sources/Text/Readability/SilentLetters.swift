/// The `e` that is written and not spoken.
enum SilentLetters {
  static func count(_ word: [UInt8]) -> Int { inner(word) + final(word) }

  /// Of `make`, `makes`, `helped`, but not of `table`, `boxes`, `wanted`.
  private static func final(_ word: [UInt8]) -> Int {
    guard let last = word.last else { return 0 }
    let stem: ArraySlice<UInt8>
    switch last {
    case 101: stem = word.dropLast()
    case 115 where word.dropLast().last == 101: stem = word.dropLast(2)
    case 100 where word.dropLast().last == 101: stem = word.dropLast(2)
    default: return 0
    }
    guard let before = stem.last, !EnglishSyllables.isVowel(before), stem.contains(where: EnglishSyllables.isVowel)
    else {
      return 0
    }
    let second = stem.dropLast().last ?? 0
    let isSyllabic = before == 108 && !EnglishSyllables.isVowel(second) && ![108, 114, 119].contains(second)
    if isSyllabic { return 0 }
    switch last {
    case 115: return hisses(stem) ? 0 : 1
    case 100: return before == 116 || before == 100 ? 0 : 1
    default: return 1
    }
  }

  private static func hisses(_ stem: ArraySlice<UInt8>) -> Bool {
    guard let last = stem.last else { return false }
    if [115, 120, 122, 99, 103].contains(last) { return true }
    return last == 104 && [99, 115].contains(stem.dropLast().last ?? 0)
  }

  /// Of `homework`, `careful`, `lifetime`: before an ending or the second word of a compound.
  private static func inner(_ word: [UInt8]) -> Int {
    guard let end = endings.first(where: { word.count - $0.count >= 3 && word.suffix($0.count).elementsEqual($0) })
    else {
      return 0
    }
    let stem = word.dropLast(end.count)
    guard stem.last == 101, let before = stem.dropLast().last, !EnglishSyllables.isVowel(before) else { return 0 }
    let second = stem.dropLast(2).last ?? 0
    let isSyllabic =
      (before == 108 || before == 114) && !EnglishSyllables.isVowel(second) && ![108, 114].contains(second)
    return !isSyllabic && stem.dropLast(2).contains(where: EnglishSyllables.isVowel) ? 1 : 0
  }

  /// Longest first.
  private static let endings: [[UInt8]] =
    """
    man men mans mens work works worker workers time times line lines side sides house houses land lands wood woods way
    ways ware board boards room rooms ball book books back backs bound day some thing things where body ward wards wise
    less ness ful ment ments ty town field fields ford well berg son stone port boat boats keeper keepers maker makers
    like ship ships shop shops shot grown made making keeping holder holders hold holding born craft cut fire fish guard
    hand head heads light lights liner long mate mates mark nail owner owners paper papers place plate point power pin
    print piece proof rope sheet stick storm table tail tree wall walk walker wash watch water weight wheel worthy worm
    yard fully lessly lessness hood dom liness going wright bird bag box berry burn burner bush cake cap car coat cloth
    drop dog fighter fighters fall flake hog horse jack lace lock mill mint neck nut pot path pole rack shift stead
    string strike suit swipe tap top tops trap ville villes bury by worth wich burg kamp meyer meier mann stein bach
    baum feld dorf smith croft gate don ton tons ly lier liest page front over style
    """
    .split(whereSeparator: \.isWhitespace).map { Array($0.utf8) }.sorted { $0.count > $1.count }
}

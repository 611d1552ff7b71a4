import Testing

/// A rule of DESIGN section 3 or of STYLE: looks at a checkout and names every breach of it.
struct Rule: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var breaches: @Sendable (Checkout) -> [String]

  init(_ name: String, _ breaches: @escaping @Sendable (Checkout) -> [String]) {
    testDescription = name
    self.breaches = breaches
  }

  static let productModules: Set = ["Accounts", "Studio", "Publishing", "Insights"]

  static let all: [Rule] = [
    .declaredImports, .bottomUp, .productModulesApart, .onlyWebKnowsHummingbird, .sandboxApart, .environment,
    .forbiddenWords, .sleepInTests, .oneWriterPerTable,
  ]

  static let declaredImports = Rule("a target imports only what the manifest says it depends on") { checkout in
    let known = Dictionary(uniqueKeysWithValues: checkout.targets.map { ($0.name, $0.dependencies) })
    return checkout.imports { file, module in
      let isOurs = known[module] != nil
      return file.isProduct && isOurs && known[file.target]?.contains(module) == false && module != file.target
    }
  }

  static let bottomUp = Rule("a target depends only on targets that stand above it in the manifest") { checkout in
    var seen: Set<String> = []
    let all = Set(checkout.targets.map(\.name))
    return checkout.targets.flatMap { target in
      defer { seen.insert(target.name) }
      return target.dependencies.intersection(all).subtracting(seen).sorted().map { "\(target.name) depends on \($0)" }
    }
  }

  static let productModulesApart = Rule("the four product modules never import each other") { checkout in
    checkout.imports { file, module in
      file.isProduct && productModules.contains(file.target) && productModules.contains(module) && file.target != module
    }
  }

  static let onlyWebKnowsHummingbird = Rule("only Web imports Hummingbird") { checkout in
    checkout.imports { file, module in module.hasPrefix("Hummingbird") && file.target != "Web" && file.isProduct }
  }

  static let sandboxApart = Rule("Sandbox never imports Platforms or what Platforms are made of") { checkout in
    checkout.imports { file, module in
      file.isProduct && file.target == "Sandbox" && ["Platforms", "Text", "Transport"].contains(module)
    }
  }

  static let environment = Rule("only App/Config reads the environment") { checkout in
    checkout.lines { file in
      file.isProduct && !file.path.hasPrefix("Sources/App/Config/") && file.target != "TestKit"
        ? ["processInfo.environment", "getenv("] : []
    }
  }

  static let forbiddenWords = Rule("product code neither traps nor prints, and takes time, chance and ids from Kernel")
  {
    checkout in
    checkout.lines { file in
      guard file.isProduct, file.target != "TestKit" else { return [] }
      let always = ["try!", " as!", "fatalError(", "preconditionFailure(", "print(", "debugPrint("]
      let outsideKernel = [
        "Date()", "UUID()", "ContinuousClock.now", "Date.now", "SystemRandomNumberGenerator", ".random(",
      ]
      return always + (file.target == "Kernel" ? [] : outsideKernel)
    }
  }

  static let sleepInTests = Rule("no test sleeps") { checkout in
    checkout.lines {
      $0.isProduct || $0.target == "ArchitectureTests" ? [] : ["Task.sleep", "Thread.sleep", "usleep("]
    }
  }

  static let oneWriterPerTable = Rule("one module writes each table") { checkout in
    var writers: [String: Set<String>] = [:]
    for file in checkout.files where file.isProduct && file.target != "TestKit" {
      for table in file.code.strings.flatMap(WrittenTables.inSQL) { writers[table, default: []].insert(file.target) }
    }
    return writers.filter { $0.value.count > 1 }.map {
      "\($0.key) is written by \($0.value.sorted().joined(separator: " and "))"
    }
    .sorted()
  }
}

enum WrittenTables {
  /// The tables that the SQL inserts into, updates or deletes from.
  static func inSQL(_ text: String) -> [String] {
    let words = text.replacing(",", with: " , ").replacing("(", with: " ( ").split(whereSeparator: \.isWhitespace).map(
      String.init)
    return words.indices.compactMap { index in
      let next = { (offset: Int) in index + offset < words.count ? words[index + offset] : "" }
      switch (words[index], next(1)) {
      case ("INSERT", "INTO"), ("DELETE", "FROM"), ("MERGE", "INTO"): return table(next(2))
      case ("UPDATE", let name)
      where index == 0 || !["FOR", "DO", "KEY", "ON", "BEFORE", "AFTER", "OR"].contains(words[index - 1]):
        return table(name)
      default: return nil
      }
    }
  }

  private static func table(_ word: String) -> String? {
    let name = word.trimmingPrefix("public.")
    let isName = name.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F || $0 == 0x2E
    }
    return isName && !name.isEmpty ? String(name) : nil
  }
}

extension Checkout {
  /// The imports for which `isBreach` holds, as `path imports module`.
  fileprivate func imports(_ isBreach: (File, String) -> Bool) -> [String] {
    files.flatMap { file in
      file.code.imports.filter { isBreach(file, $0) }.map { "\(file.path) imports \($0)" }
    }
  }

  /// The lines of code that hold one of the words, as `path:line: word`.
  fileprivate func lines(_ words: (File) -> [String]) -> [String] {
    files.flatMap { file in
      let words = words(file)
      return words.isEmpty
        ? []
        : file.code.lines.flatMap { line in
          words.filter { line.text.holds(word: $0) && !line.text.drawsFromGiven($0) }.map {
            "\(file.path):\(line.number): \($0)"
          }
        }
    }
  }
}

extension Substring {
  /// Whether the chance comes from a generator that was handed in, as in `.random(in: 0..<6, using: &seeded)`.
  fileprivate func drawsFromGiven(_ word: String) -> Bool { word == ".random(" && contains("using: &") }

  /// Whether the text stands here and is not the end of a longer name: `optionalDate()` is no `Date()`.
  fileprivate func holds(word: String) -> Bool {
    ranges(of: word).contains { range in
      guard range.lowerBound > startIndex, word.first?.isLetter == true else { return true }
      let before = self[index(before: range.lowerBound)]
      return !before.isLetter && !before.isNumber && before != "_"
    }
  }
}

import Kernel
import Text

/// Lines of a text, a tab and its tags, which white space or commas part; a `#` before a tag is no part of it.
enum TaggedFile {
  /// Throws `Problem(.invalid)` naming the line that has no tab, or the file that has no line with a tag.
  static func posts(_ file: EvaluationFile) throws -> [TaggedPost] {
    let posts = try file.lines().map { number, line -> TaggedPost in
      guard let tab = line.lastIndex(of: "\t") else {
        throw Problem.invalid(
          "\(file.path):\(number)", "This line has no tab. Write the text, a tab, and the tags parted by spaces.")
      }
      let tags = line[line.index(after: tab)...].split { $0.isWhitespace || $0 == "," }.map(String.init)
      return TaggedPost(text: String(line[..<tab]), tags: tags.filter { !TaggedPost.key($0).isEmpty })
    }
    guard posts.contains(where: { !$0.tags.isEmpty }) else {
      throw Problem.invalid(file.path, "No line of this file has a tag.")
    }
    return posts
  }
}

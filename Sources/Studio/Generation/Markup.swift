/// Signs of HTML and Markdown that no post is meant to have. What people write by hand is left alone: a `<3`, a `*wink*`,
/// a `#1`, a line that begins with a dash.
enum Markup {
  static func isIn(_ text: String) -> Bool {
    text.contains(/<\/?[a-zA-Z][a-zA-Z0-9]*( [^<>]*)?\/?>/) || text.contains(/\*\*[^\s*][^*\n]*\*\*/)
      || text.contains(/\[[^\[\]\n]+\]\([^()\s]+\)/) || text.contains(/(?m)^#{1,6} \S/) || text.contains("```")
      || text.contains(/&(amp|lt|gt|quot|nbsp|#[0-9]+);/)
  }
}

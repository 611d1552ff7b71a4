import CCairo

/// Words in a face and size, broken into lines of a width: shaped and ordered by Pango, whatever their script.
final class SetText {
  struct Face {
    /// Families in order of preference.
    var families: [String]
    var isBold: Bool
    /// Pixels.
    var size: Double
    var language: String
  }

  /// How lines break: between words only, or inside one that is wider than the line.
  enum Breaking { case words, anywhere }

  private let layout: OpaquePointer

  /// `isRightToLeft`: lines begin at the right, also those of words that are read from left to right.
  init(
    _ text: String, _ face: Face, width: Double, _ breaking: Breaking = .words, isRightToLeft: Bool, on canvas: Canvas
  ) {
    layout = pango_cairo_create_layout(canvas.context)
    pango_context_set_language(pango_layout_get_context(layout), pango_language_from_string(face.language))
    let description = Self.description(face)
    pango_layout_set_font_description(layout, description)
    pango_font_description_free(description)
    pango_layout_set_text(layout, text, -1)
    pango_layout_set_width(layout, Int32(width * Double(PANGO_SCALE)))
    pango_layout_set_wrap(layout, breaking == .words ? PANGO_WRAP_WORD : PANGO_WRAP_WORD_CHAR)
    // "Left" is where a line of this text's own direction begins.
    let isAsText = Self.isRightToLeft(text) == isRightToLeft
    pango_layout_set_alignment(layout, isAsText ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT)
  }

  deinit { g_object_unref(gpointer(layout)) }

  private static func description(_ face: Face) -> OpaquePointer? {
    let description = pango_font_description_new()
    pango_font_description_set_family(description, face.families.joined(separator: ","))
    pango_font_description_set_weight(description, face.isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
    pango_font_description_set_absolute_size(description, face.size * Double(PANGO_SCALE))
    return description
  }

  /// Pixels that the lines take.
  var size: (width: Double, height: Double) {
    var (width, height): (Int32, Int32) = (0, 0)
    pango_layout_get_size(layout, &width, &height)
    return (Double(width) / Double(PANGO_SCALE), Double(height) / Double(PANGO_SCALE))
  }

  /// Characters that no font has.
  var unknownCharacters: Int { Int(pango_layout_get_unknown_glyphs_count(layout)) }

  /// Ends with an ellipsis what does not fit; true when something was left out.
  func cut(height: Double) -> Bool {
    pango_layout_set_height(layout, Int32(height * Double(PANGO_SCALE)))
    pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END)
    return pango_layout_is_ellipsized(layout) != 0
  }

  func draw(_ colour: Colour, x: Double, y: Double, on canvas: Canvas) {
    canvas.set(colour)
    cairo_move_to(canvas.context, x, y)
    pango_cairo_show_layout(canvas.context, layout)
  }

  static func isRightToLeft(_ text: String) -> Bool {
    switch pango_find_base_dir(text, -1) {
    case PANGO_DIRECTION_RTL, PANGO_DIRECTION_WEAK_RTL: true
    default: false
    }
  }

  /// The family that would be used for a wanted one: itself when it is installed.
  static func family(for wanted: String, on canvas: Canvas) -> String? {
    guard let context = pango_cairo_create_context(canvas.context) else { return nil }
    defer { g_object_unref(gpointer(context)) }
    let description = pango_font_description_new()
    defer { pango_font_description_free(description) }
    pango_font_description_set_family(description, wanted)
    guard let font = pango_context_load_font(context, description) else { return nil }
    defer { g_object_unref(gpointer(font)) }
    let found = pango_font_describe(font)
    defer { pango_font_description_free(found) }
    return pango_font_description_get_family(found).map { String(cString: $0) }
  }
}

import CCairo
import Kernel

/// A picture of pixels that is drawn on.
final class Canvas {
  let width: Double
  let height: Double
  let context: OpaquePointer
  private let surface: OpaquePointer

  /// Throws `Problem(.unavailable)` when there is no memory for it.
  init(width: Int, height: Int) throws(Problem) {
    guard let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height)),
      cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS, let context = cairo_create(surface)
    else { throw Problem(.unavailable, "There is no memory for a picture of \(width) by \(height).") }
    self.surface = surface
    self.context = context
    self.width = Double(width)
    self.height = Double(height)
  }

  deinit {
    cairo_destroy(context)
    cairo_surface_destroy(surface)
  }

  func set(_ colour: Colour) { cairo_set_source_rgb(context, colour.red, colour.green, colour.blue) }

  func fill(_ colour: Colour, x: Double, y: Double, width: Double, height: Double) {
    set(colour)
    cairo_rectangle(context, x, y, width, height)
    cairo_fill(context)
  }

  /// Throws `Problem(.unavailable)` when anything before has failed.
  func png() throws(Problem) -> [UInt8] {
    cairo_surface_flush(surface)
    let sink = Sink()
    let write: cairo_write_func_t = { sink, bytes, count in
      guard let sink, let bytes else { return CAIRO_STATUS_WRITE_ERROR }
      Unmanaged<Sink>.fromOpaque(sink).takeUnretainedValue().bytes
        .append(contentsOf: UnsafeBufferPointer(start: bytes, count: Int(count)))
      return CAIRO_STATUS_SUCCESS
    }
    let status = cairo_surface_write_to_png_stream(surface, write, Unmanaged.passUnretained(sink).toOpaque())
    guard status == CAIRO_STATUS_SUCCESS, cairo_status(context) == CAIRO_STATUS_SUCCESS else {
      throw Problem(.unavailable, "The picture could not be drawn (cairo status \(status.rawValue)).")
    }
    return sink.bytes
  }

  private final class Sink { var bytes: [UInt8] = [] }
}

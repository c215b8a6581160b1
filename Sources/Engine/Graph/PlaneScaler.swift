import CZimg
import FilterGraph
import MediaTypes

/// One resampling by zimg, made for a window and a size: bicubic, wider where it shrinks.
/// Integer arithmetic throughout, so that every processor gives the same bits.
final class PlaneScaler {
  /// What a picture is to zimg.
  struct Shape: Equatable {
    enum Colors { case grey, yuv, rgb }

    var size: PixelSize
    /// What is taken of it.
    var region: Motion.Rect?
    var depth: Int
    /// Powers of two, across and down.
    var isSubsampled: [Int]
    var colors: Colors
    var isFull: Bool
    var hasAlpha: Bool
  }

  struct Job: Equatable {
    var from: Shape
    var to: Shape
  }

  let job: Job
  private let graph: OpaquePointer
  private let scratch: UnsafeMutableRawPointer

  /// - Throws: `.fault` with zimg's reason.
  init(_ job: Job) throws(EngineError) {
    self.job = job
    var (from, to) = (format(job.from), format(job.to))
    var parameters = zimg_graph_builder_params()
    zimg_graph_builder_params_default(&parameters, reel_zimg_version)
    parameters.resample_filter = ZIMG_RESIZE_BICUBIC
    parameters.resample_filter_uv = ZIMG_RESIZE_BICUBIC
    parameters.cpu_type = ZIMG_CPU_AUTO_64B
    guard let graph = zimg_filter_graph_build(&from, &to, &parameters) else { throw refusal("make") }
    self.graph = graph
    var bytes = 0
    zimg_filter_graph_get_tmp_size(graph, &bytes)
    scratch = .allocate(byteCount: max(bytes, Planes.alignment), alignment: Planes.alignment)
  }

  deinit {
    zimg_filter_graph_free(graph)
    scratch.deallocate()
  }

  /// - Parameter origin: where in the target the result begins.
  func run(_ source: Planes, _ target: Planes, at origin: (x: Int, y: Int)) throws(EngineError) {
    let (from, to) = (source.rows(), target.rows(from: origin))
    let code = reel_zimg_run(graph, from.map(\.data), from.map(\.stride), to.map(\.data), to.map(\.stride), scratch)
    guard code == ZIMG_ERROR_SUCCESS else { throw refusal("run") }
  }
}

/// zimg's words for what it could not do.
private func refusal(_ attempt: String) -> EngineError {
  var text = [CChar](repeating: 0, count: 256)
  zimg_get_last_error(&text, text.count)
  let reason = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  return EngineError(.fault, "cannot \(attempt) a resampling: \(reason)")
}

private func format(_ shape: PlaneScaler.Shape) -> zimg_image_format {
  var format = zimg_image_format()
  zimg_image_format_default(&format, reel_zimg_version)
  format.width = UInt32(clamping: shape.size.width)
  format.height = UInt32(clamping: shape.size.height)
  format.pixel_type = shape.depth > 8 ? ZIMG_PIXEL_WORD : ZIMG_PIXEL_BYTE
  format.depth = UInt32(shape.depth)
  format.subsample_w = UInt32(shape.isSubsampled[0])
  format.subsample_h = UInt32(shape.isSubsampled[1])
  switch shape.colors {
  case .grey: format.color_family = ZIMG_COLOR_GREY
  case .rgb: format.color_family = ZIMG_COLOR_RGB
  case .yuv: format.color_family = ZIMG_COLOR_YUV
  }
  format.matrix_coefficients = shape.colors == .rgb ? ZIMG_MATRIX_RGB : ZIMG_MATRIX_BT709
  format.pixel_range = shape.isFull ? ZIMG_RANGE_FULL : ZIMG_RANGE_LIMITED
  format.alpha = shape.hasAlpha ? ZIMG_ALPHA_STRAIGHT : ZIMG_ALPHA_NONE
  if let region = shape.region {
    format.active_region.left = region.x
    format.active_region.top = region.y
    format.active_region.width = region.width
    format.active_region.height = region.height
  }
  return format
}

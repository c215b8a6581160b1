import CFFmpeg
import FilterGraph
import Glibc
import MediaTypes

/// A form of picture files, which their ending names.
struct ImageKind {
  let isJPEG: Bool

  init(path: String) {
    let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    isJPEG = ["jpg", "jpeg"].contains(ending)
  }

  fileprivate func format(hasAlpha: Bool) -> String { isJPEG ? "yuvj420p" : hasAlpha ? "rgba" : "rgb24" }

  /// JPEG at a quality that hides its blocks.
  fileprivate var encoder: EncoderPlan {
    isJPEG
      ? EncoderPlan(codec: "mjpeg", options: [.init("flags", "+qscale"), .init("global_quality", "236")])
      : EncoderPlan(codec: "png", options: [])
  }

  /// What the scaler makes: JFIF is full range of BT.601.
  fileprivate var scaling: [Filter.Option] {
    isJPEG ? [.init("out_color_matrix", "bt601"), .init("out_range", "pc")] : [.init("out_range", "pc")]
  }
}

/// Writes pictures of a film as one file: PNG in 8-bit RGB, with alpha where the film has it, or JPEG on black, as the ending of `shownPath` says.
/// - Parameter sheet: how several stand in one; nil for one alone.
func writeImage(
  _ pictures: [Frame], _ plan: PicturePlan, sheet: ContactSheet? = nil, to path: String, shownPath: String
) throws(EngineError) {
  let kind = ImageKind(path: shownPath)
  let packet = try encode(try converted(pictures, plan, sheet, kind), kind)
  defer {
    var owned: UnsafeMutablePointer<AVPacket>? = packet
    av_packet_free(&owned)
  }
  let attempt = "write '\(shownPath)'"
  let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
  try check(descriptor < 0 ? -errno : 0, .output, attempt)
  var done = 0
  let size = Int(packet.pointee.size)
  while done < size {
    let count = write(descriptor, packet.pointee.data + done, size - done)
    if count < 0, errno == EINTR { continue }
    let code = count < 0 ? -errno : 0
    if code < 0 { close(descriptor) }
    try check(code, .output, attempt)
    done += count
  }
  try check(close(descriptor) < 0 ? -errno : 0, .output, attempt)
}

private func converted(
  _ pictures: [Frame], _ plan: PicturePlan, _ sheet: ContactSheet?, _ kind: ImageKind
) throws(EngineError) -> Frame {
  let format = av_get_pix_fmt(plan.pixelFormat)
  let second = AVRational(num: 1, den: 1)
  let shape = StreamShape.PictureShape(size: plan.size, format: format, timeBase: second, rate: second)
  var graph = SpanGraph()
  graph.output = graph.chain(try conversion(plan, sheet, kind), to: .source(0), origin: 0)
  let run = try FilterRun(graph, sources: [.picture(shape)], medium: .picture)
  for (number, picture) in pictures.enumerated() {
    let copy = try picture.reference()
    copy.pointer.pointee.pts = Int64(number)
    try run.send(copy, to: 0)
  }
  try run.close(0, end: Int64(pictures.count))
  let result = Frame()
  guard case .frame = try run.receive(into: result) else {
    throw EngineError(.fault, "a picture was lost on its way to a file")
  }
  return result
}

private func conversion(_ plan: PicturePlan, _ sheet: ContactSheet?, _ kind: ImageKind) throws(EngineError) -> [Filter] {
  let flags = av_pix_fmt_desc_get(av_get_pix_fmt(plan.pixelFormat))?.pointee.flags ?? 0
  let isRGB = flags & UInt64(AV_PIX_FMT_FLAG_RGB) != 0, hasAlpha = flags & UInt64(AV_PIX_FMT_FLAG_ALPHA) != 0
  var filters: [Filter] = []
  var color = plan.color
  if color.isHDR {
    let format = hasAlpha ? "yuva420p" : "yuv420p"
    filters = Filter.recolor(to: plan.size, from: color, to: .bt709, peak: nil, hasAlpha: hasAlpha, format: format)
    color = .bt709
  }
  if hasAlpha, kind.isJPEG { filters += onBlack(color) }
  var scale = Filter("scale", ["flags": "bicubic+accurate_rnd+full_chroma_int"])
  if let tile = sheet?.tile { scale.options += [.init("w", "\(tile.width)"), .init("h", "\(tile.height)")] }
  if !isRGB { scale.options += [.init("in_color_matrix", color.matrix), .init("in_range", color.range)] + kind.scaling }
  filters += [scale, Filter("format", ["pix_fmts": kind.format(hasAlpha: hasAlpha)])]
  if let sheet {
    filters.append(Filter("tile", ["layout": "\(sheet.columns)x\(sheet.rows)", "padding": 8, "margin": 8, "color": "0x181818"]))
  }
  return filters
}

/// The picture on black: each colour by its alpha.
private func onBlack(_ color: ColorTags) -> [Filter] {
  let same = Filter(
    "scale", ["in_color_matrix": color.matrix, "out_color_matrix": color.matrix, "in_range": color.range, "out_range": color.range])
  return [same, Filter("format", ["pix_fmts": "yuva444p"]), .premultiply]
}

private func encode(_ picture: Frame, _ kind: ImageKind) throws(EngineError) -> UnsafeMutablePointer<AVPacket> {
  let content = picture.pointer.pointee
  let encoder = try Encoder(kind.encoder, globalHeader: false) { context, _ in
    context.pointee.width = content.width
    context.pointee.height = content.height
    context.pointee.pix_fmt = AVPixelFormat(rawValue: content.format)
    if kind.isJPEG { context.pointee.color_range = AVCOL_RANGE_JPEG }
    context.pointee.time_base = AVRational(num: 1, den: 1)
  }
  picture.pointer.pointee.pts = 0
  picture.pointer.pointee.pict_type = AV_PICTURE_TYPE_NONE
  picture.pointer.pointee.quality = kind.isJPEG ? 236 : 0
  try encoder.send(picture)
  try encoder.send(nil)
  guard let packet = av_packet_alloc(), try encoder.receive(into: packet) else {
    throw EngineError(.fault, "the encoder of pictures gave nothing")
  }
  return packet
}

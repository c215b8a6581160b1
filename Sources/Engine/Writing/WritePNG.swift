import CFFmpeg
import FilterGraph
import Glibc
import MediaTypes

/// Writes a picture in 8-bit RGB.
func writePNG(_ picture: Frame, to path: String, shownPath: String) throws(EngineError) {
  let packet = try encodePNG(picture)
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

/// A picture of a film in 8-bit RGB, at a size.
func asRGB(_ picture: Frame, _ plan: PicturePlan, size: PixelSize) throws(EngineError) -> Frame {
  let format = av_get_pix_fmt(plan.pixelFormat)
  let second = AVRational(num: 1, den: 1)
  let shape = StreamShape.PictureShape(size: plan.size, format: format, timeBase: second, rate: second)
  var graph = SpanGraph()
  var color = plan.color
  if color.isHDR {
    let standard = Filter.recolor(to: plan.size, from: color, to: .bt709, peak: nil, hasAlpha: false, format: "yuv420p")
    graph.output = graph.chain(standard, to: .source(0), origin: 0)
    color = .bt709
  }
  let isRGB = (av_pix_fmt_desc_get(format)?.pointee.flags ?? 0) & UInt64(AV_PIX_FMT_FLAG_RGB) != 0
  var scale = Filter("scale", ["flags": "bicubic+accurate_rnd+full_chroma_int"])
  if size != plan.size { scale.options += [.init("w", "\(size.width)"), .init("h", "\(size.height)")] }
  if !isRGB {
    scale.options.append(Filter.Option("in_color_matrix", color.matrix))
    scale.options.append(Filter.Option("in_range", color.range))
    scale.options.append(Filter.Option("out_range", "pc"))
  }
  graph.output = graph.chain([scale, Filter("format", ["pix_fmts": "rgb24"])], to: graph.output, origin: 0)
  let run = try FilterRun(graph, sources: [.picture(shape)], medium: .picture)
  try run.send(try picture.reference(), to: 0)
  try run.close(0, end: 1)
  let result = Frame()
  guard case .frame = try run.receive(into: result) else {
    throw EngineError(.fault, "a picture was lost on its way to RGB")
  }
  return result
}

private func encodePNG(_ picture: Frame) throws(EngineError) -> UnsafeMutablePointer<AVPacket> {
  let size = (picture.pointer.pointee.width, picture.pointer.pointee.height)
  let encoder = try Encoder(EncoderPlan(codec: "png", options: []), globalHeader: false) { context, _ in
    context.pointee.width = size.0
    context.pointee.height = size.1
    context.pointee.pix_fmt = AV_PIX_FMT_RGB24
    context.pointee.time_base = AVRational(num: 1, den: 1)
  }
  picture.pointer.pointee.pts = 0
  try encoder.send(picture)
  try encoder.send(nil)
  guard let packet = av_packet_alloc(), try encoder.receive(into: packet) else {
    throw EngineError(.fault, "the PNG encoder gave nothing")
  }
  return packet
}

extension Frame {
  /// A black picture in 8-bit RGB.
  static func black(_ size: PixelSize) throws(EngineError) -> Frame {
    let frame = Frame()
    frame.pointer.pointee.format = AV_PIX_FMT_RGB24.rawValue
    frame.pointer.pointee.width = Int32(clamping: size.width)
    frame.pointer.pointee.height = Int32(clamping: size.height)
    try check(av_frame_get_buffer(frame.pointer, 0), "allocate a picture of \(size)")
    for row in 0..<size.height { frame.row(row).update(repeating: 0, count: size.width * 3) }
    return frame
  }

  /// Copies a smaller picture in 8-bit RGB to a place inside this one.
  func paint(_ picture: Frame, x: Int, y: Int) {
    let (width, height) = (Int(picture.pointer.pointee.width), Int(picture.pointer.pointee.height))
    for line in 0..<height { (row(y + line) + 3 * x).update(from: picture.row(line), count: width * 3) }
  }

  private func row(_ number: Int) -> UnsafeMutablePointer<UInt8> {
    pointer.pointee.data.0! + number * Int(pointer.pointee.linesize.0)
  }
}

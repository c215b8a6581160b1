import CFFmpeg
import MediaTypes

/// A picture in memory: red, green, blue and alpha of each pixel in a row of four bytes, colours not multiplied by alpha.
struct ColorPixels {
  let size: PixelSize
  let bytes: [UInt8]

  /// Nil where FFmpeg's decoder makes nothing of it.
  init?(png: UnsafePointer<UInt8>, count: Int) {
    guard let frame = decodedPicture(png, count) else { return nil }
    let content = frame.pointer.pointee
    let (width, height) = (Int(content.width), Int(content.height))
    guard width > 0, height > 0, width <= 4096, height <= 4096, let rows = content.data.0 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(4 * width * height)
    for y in 0..<height {
      let row = rows + y * Int(content.linesize.0)
      for x in 0..<width {
        switch AVPixelFormat(content.format) {
        case AV_PIX_FMT_RGBA: bytes += [row[4 * x], row[4 * x + 1], row[4 * x + 2], row[4 * x + 3]]
        case AV_PIX_FMT_RGB24: bytes += [row[3 * x], row[3 * x + 1], row[3 * x + 2], 255]
        case AV_PIX_FMT_GRAY8: bytes += [row[x], row[x], row[x], 255]
        case AV_PIX_FMT_YA8: bytes += [row[2 * x], row[2 * x], row[2 * x], row[2 * x + 1]]
        case AV_PIX_FMT_PAL8:
          // A palette is 32-bit words of the machine's own order.
          guard let palette = content.data.1 else { return nil }
          let word = palette.withMemoryRebound(to: UInt32.self, capacity: 256) { $0[Int(row[x])] }
          bytes += [16, 8, 0, 24].map { UInt8(truncatingIfNeeded: word >> $0) }
        default: return nil
        }
      }
    }
    size = PixelSize(width: width, height: height)
    self.bytes = bytes
  }
}

/// A PNG file in memory, decoded; nil where it is none.
private func decodedPicture(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Frame? {
  guard let codec = avcodec_find_decoder(AV_CODEC_ID_PNG), var context = Optional(avcodec_alloc_context3(codec)),
    var packet = Optional(av_packet_alloc())
  else { return nil }
  defer {
    avcodec_free_context(&context)
    av_packet_free(&packet)
  }
  context?.pointee.thread_count = 1
  guard let packet, avcodec_open2(context, codec, nil) >= 0, av_new_packet(packet, Int32(clamping: count)) >= 0 else { return nil }
  packet.pointee.data.update(from: bytes, count: count)
  let frame = Frame()
  guard avcodec_send_packet(context, packet) >= 0, avcodec_receive_frame(context, frame.pointer) >= 0 else { return nil }
  return frame
}

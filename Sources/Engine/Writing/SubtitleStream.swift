import CFFmpeg
import FilterGraph
import MediaTypes

/// Captions of a plan as packets of one codec.
struct SubtitleStream {
  let plan: SubtitlePlan

  /// Describes the stream, before the header is written.
  /// - Parameter rate: cues lie on its frames; stamps are exact where the container leaves the time base alone.
  func describe(_ stream: UnsafeMutablePointer<AVStream>, rate: FrameRate?) throws(EngineError) {
    let parameters = stream.pointee.codecpar!
    parameters.pointee.codec_type = AVMEDIA_TYPE_SUBTITLE
    guard let codec = avcodec_descriptor_get_by_name(plan.codec.rawValue) else {
      throw EngineError(.library, "this FFmpeg knows no captions of the kind '\(plan.codec.rawValue)'")
    }
    parameters.pointee.codec_id = codec.pointee.id
    let ticks = rate?.value.numerator ?? 1000
    stream.pointee.time_base = AVRational(num: 1, den: Int32(clamping: ticks))
    if plan.isDefault { stream.pointee.disposition |= AV_DISPOSITION_DEFAULT }
    av_dict_set(&stream.pointee.metadata, "language", plan.language, 0)
    if let title = plan.title {
      av_dict_set(&stream.pointee.metadata, "title", title, 0)
      av_dict_set(&stream.pointee.metadata, "handler_name", title, 0)
    }
    try set(header, on: parameters)
  }

  private func set(_ bytes: [UInt8], on parameters: UnsafeMutablePointer<AVCodecParameters>) throws(EngineError) {
    guard !bytes.isEmpty else { return }
    guard let memory = av_mallocz(bytes.count + Int(AV_INPUT_BUFFER_PADDING_SIZE)) else {
      throw EngineError(.fault, "no memory for a stream")
    }
    memory.copyMemory(from: bytes, byteCount: bytes.count)
    parameters.pointee.extradata = memory.assumingMemoryBound(to: UInt8.self)
    parameters.pointee.extradata_size = Int32(clamping: bytes.count)
  }

  private var header: [UInt8] { plan.codec == .movText ? sampleDescription : Array(plan.header.utf8) }

  /// What a sample of timed text looks like (3GPP TS 26.245, 5.16): white, centred at the bottom, of the size that
  /// players take for "as usual", in a box that is theirs to choose. FFmpeg's own encoder says the same.
  private var sampleDescription: [UInt8] {
    let flags: [UInt8] = [0, 0, 0, 0]
    let places: [UInt8] = [1, 0xFF, 0, 0, 0, 0xFF]
    let box: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0]
    let style: [UInt8] = [0, 0, 0, 0, 0, 1, 0, 16, 0xFF, 0xFF, 0xFF, 0xFF]
    let name = Array("Arial".utf8)
    let fonts = Array("ftab".utf8) + [0, 1, 0, 1, UInt8(name.count)] + name
    return flags + places + box + style + big(UInt32(fonts.count + 4)) + fonts
  }

  /// A cue as a packet, stamped in `base`.
  func packet(_ number: Int, base: Rational, into packet: UnsafeMutablePointer<AVPacket>) throws(EngineError) {
    let cue = plan.cues[number]
    let bytes = payload(cue, number)
    try check(av_new_packet(packet, Int32(clamping: bytes.count)), "hold a caption")
    if !bytes.isEmpty { UnsafeMutableRawPointer(packet.pointee.data).copyMemory(from: bytes, byteCount: bytes.count) }
    let (start, end) = ((cue.start / base).roundedHalfUp ?? 0, (cue.end / base).roundedHalfUp ?? 0)
    packet.pointee.pts = Int64(start)
    packet.pointee.dts = Int64(start)
    packet.pointee.duration = Int64(max(1, end - start))
    packet.pointee.flags |= AV_PKT_FLAG_KEY
    guard plan.codec == .webvtt, let settings = webVTTSettings(isAtTop: cue.isAtTop).map({ Array($0.utf8) }) else { return }
    guard let memory = av_packet_new_side_data(packet, AV_PKT_DATA_WEBVTT_SETTINGS, settings.count) else {
      throw EngineError(.fault, "no memory for a caption")
    }
    UnsafeMutableRawPointer(memory).copyMemory(from: settings, byteCount: settings.count)
  }

  private func payload(_ cue: SubtitlePlan.Cue, _ number: Int) -> [UInt8] {
    switch plan.codec {
    case .subrip: return Array(subRipText(cue.text, isAtTop: cue.isAtTop).utf8)
    case .webvtt: return Array(webVTTText(cue.text).utf8)
    case .ass: return Array("\(number),\(cue.text)".utf8)
    case .movText:
      let text = Array(cue.text.utf8.prefix(Int(UInt16.max)))
      return big(UInt16(text.count)) + text
    }
  }
}

/// A number's bytes, the highest first.
private func big<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
  stride(from: Number.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> Number($0)) }
}

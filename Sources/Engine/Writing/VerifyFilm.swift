import CFFmpeg
import FilterGraph
import MediaTypes

/// Reads a written film back and compares it with its plan.
/// - Throws: `.fault` that says what differs.
func verifyFilm(_ plan: RenderPlan, path: String) throws(EngineError) {
  let film = try WrittenFilm(path: path, format: plan.output.format)
  try film.countPackets()
  if let picture = plan.picture { try film.checkPictures(picture, plan.output.pictureFinish?.size ?? picture.size) }
  if let sound = plan.sound {
    let finish = plan.output.soundFinish
    try film.checkSound(finish?.shape ?? sound.shape, finish?.sampleCount ?? sound.sampleCount)
  }
  try film.checkSubtitles(plan.output.subtitles ?? [])
}

/// A finished file as a reader sees it.
private final class WrittenFilm {
  private let path: String
  private var context: UnsafeMutablePointer<AVFormatContext>?
  private var tallies: [Tally] = []

  /// What was read of one stream.
  private struct Tally {
    var packets = 0
    var first = Int64.max
    var last = Int64.min
    var end = Int64.min
    var duration: Int64 = 0
    /// Stamps of packets that are not empty, kept of captions alone.
    var starts: [Int64] = []
  }

  /// A jump in a playlist lands behind the key frame that was meant.
  private let jumpsFar: Bool

  init(path: String, format: String) throws(EngineError) {
    self.path = path
    jumpsFar = format == "hls"
    try open()
    tallies = Array(repeating: Tally(), count: Int(context!.pointee.nb_streams))
  }

  deinit { avformat_close_input(&context) }

  /// From the start, anew where it has been read already.
  private func open() throws(EngineError) {
    avformat_close_input(&context)
    var options = Options()
    options.set("protocol_whitelist", "file")
    let attempt = "read the film back"
    try check(avformat_open_input(&context, "file:" + path, nil, &options.dictionary), attempt)
    try check(avformat_find_stream_info(context, nil), attempt)
  }

  func countPackets() throws(EngineError) {
    var packet = av_packet_alloc()
    defer { av_packet_free(&packet) }
    while true {
      let code = av_read_frame(context, packet)
      if code == reel_error_eof { break }
      try check(code, "read the film back")
      let content = packet!.pointee
      av_packet_unref(packet)
      let stream = Int(content.stream_index)
      guard tallies.indices.contains(stream) else { continue }
      tallies[stream].packets += 1
      tallies[stream].duration += content.duration
      guard content.pts != reel_no_pts else { continue }
      // Timed text fills gaps with packets of an empty length.
      if kind(stream) == AVMEDIA_TYPE_SUBTITLE, content.size > (isTimedText(stream) ? 2 : 0) {
        tallies[stream].starts.append(content.pts)
      }
      tallies[stream].first = min(tallies[stream].first, content.pts)
      tallies[stream].last = max(tallies[stream].last, content.pts)
      tallies[stream].end = max(tallies[stream].end, content.pts + content.duration)
    }
  }

  func checkPictures(_ plan: PicturePlan, _ size: PixelSize) throws(EngineError) {
    let index = try streamNumber(AVMEDIA_TYPE_VIDEO, "pictures")
    let stream = context!.pointee.streams[index]!
    let parameters = stream.pointee.codecpar.pointee
    let tally = tallies[index]
    guard tally.packets == plan.frameCount else {
      throw mismatch("\(tally.packets) pictures instead of \(plan.frameCount)")
    }
    let found = PixelSize(width: Int(parameters.width), height: Int(parameters.height))
    guard found == size else { throw mismatch("pictures of \(found) instead of \(size)") }
    guard tally.last >= tally.first else { return }
    let base = stream.pointee.time_base.exact
    let length = Rational(Int(tally.last - tally.first)) * base
    let planned = Rational(plan.frameCount - 1) * plan.rate.frameDuration
    // Containers round stamps to their own ticks; hundredths in a GIF.
    guard (length - planned).magnitude <= max(base, plan.rate.frameDuration / 2) else {
      throw mismatch("a last picture at \(length) s instead of \(planned) s")
    }
    try checkDecodes(index, from: tally.first, "first")
    try checkDecodes(index, from: tally.last, "last")
  }

  func checkSound(_ shape: SoundShape, _ count: Int) throws(EngineError) {
    let index = try streamNumber(AVMEDIA_TYPE_AUDIO, "sound")
    let stream = context!.pointee.streams[index]!
    let parameters = stream.pointee.codecpar.pointee
    guard Int(parameters.ch_layout.nb_channels) == shape.layout.channelCount else {
      throw mismatch(
        "\(parameters.ch_layout.nb_channels) channels instead of \(shape.layout.channelCount)")
    }
    let base = stream.pointee.time_base.exact
    let rate = Rational(shape.rate)
    let tally = tallies[index]
    guard tally.packets > 0 || count == 0 else { throw mismatch("no sound") }
    let properties = avcodec_descriptor_get(parameters.codec_id)?.pointee.props ?? 0
    let isExact = properties & AV_CODEC_PROP_LOSSY == 0 && (base * rate).reciprocal.isInteger
    let samples =
      (Rational(Int(isExact ? tally.duration : tally.end - max(0, tally.first))) * base * rate).roundedHalfUp
      ?? 0
    // Coded sound ends in a whole frame; stamps in milliseconds add their rounding.
    let allowed = isExact ? 0 : max(2048, 2 * Int(parameters.frame_size)) + shape.rate / 500
    guard abs(samples - count) <= allowed else {
      throw mismatch("\(samples) samples instead of \(count)")
    }
  }

  private func kind(_ stream: Int) -> AVMediaType { context!.pointee.streams[stream]!.pointee.codecpar.pointee.codec_type }

  private func isTimedText(_ stream: Int) -> Bool {
    context!.pointee.streams[stream]!.pointee.codecpar.pointee.codec_id == AV_CODEC_ID_MOV_TEXT
  }

  /// Each cue of each stream starts when it should, to the container's tick, counted from the first picture: Matroska
  /// moves everything by the priming of the sound.
  func checkSubtitles(_ plans: [SubtitlePlan]) throws(EngineError) {
    let streams = tallies.indices.filter { kind($0) == AVMEDIA_TYPE_SUBTITLE }
    guard streams.count == plans.count else {
      throw mismatch("\(streams.count) streams of captions instead of \(plans.count)")
    }
    for (stream, plan) in zip(streams, plans) {
      let base = context!.pointee.streams[stream]!.pointee.time_base.exact
      let starts = tallies[stream].starts
      guard starts.count == plan.cues.count else { throw mismatch("\(starts.count) captions instead of \(plan.cues.count)") }
      guard let first = starts.first.map({ Rational(Int($0)) * base }) else { continue }
      let origin = pictureStart ?? first - plan.cues[0].start
      for (start, cue) in zip(starts, plan.cues) {
        let found = Rational(Int(start)) * base - origin
        guard (found - cue.start).magnitude > base else { continue }
        throw mismatch("a caption at \(found) s instead of \(cue.start) s")
      }
    }
  }

  private var pictureStart: Rational? {
    guard let index = tallies.indices.first(where: { kind($0) == AVMEDIA_TYPE_VIDEO }) else { return nil }
    return Rational(Int(tallies[index].first)) * context!.pointee.streams[index]!.pointee.time_base.exact
  }

  private func streamNumber(_ type: AVMediaType, _ what: String) throws(EngineError) -> Int {
    for index in tallies.indices
    where context!.pointee.streams[index]!.pointee.codecpar.pointee.codec_type == type {
      return index
    }
    throw mismatch("no \(what)")
  }

  /// Decodes from the keyframe before a stamp up to it.
  private func checkDecodes(_ index: Int, from tick: Int64, _ which: String) throws(EngineError) {
    let parameters = context!.pointee.streams[index]!.pointee.codecpar
    guard let decoder = avcodec_find_decoder(parameters!.pointee.codec_id) else { return }
    var codec = avcodec_alloc_context3(decoder)
    defer { avcodec_free_context(&codec) }
    try check(avcodec_parameters_to_context(codec, parameters), "read the film back")
    codec!.pointee.thread_count = 1
    // Whether it decodes is asked, and not how it looks.
    codec!.pointee.skip_loop_filter = AVDISCARD_ALL
    try check(avcodec_open2(codec, decoder, nil), "read the film back")
    let base = context!.pointee.streams[index]!.pointee.time_base.exact
    var isSought = false
    // Some containers jump imprecisely.
    for early in [0, 5, 100_000] {
      let target = tick - ((Rational(early) / base).floor.map(Int64.init) ?? 0)
      guard avformat_seek_file(context, Int32(index), .min, target, target, 0) >= 0 else { continue }
      isSought = true
      avcodec_flush_buffers(codec)
      if decodes(index, codec!, upTo: tick) { return }
    }
    if jumpsFar {
      try open()
      avcodec_flush_buffers(codec)
      if decodes(index, codec!, upTo: tick) { return }
    }
    if isSought || jumpsFar { throw mismatch("a \(which) picture that cannot be decoded") }
  }

  /// Whether the picture with the stamp comes out, whole. Those on the way that no other needs are left out.
  private func decodes(_ index: Int, _ codec: UnsafeMutablePointer<AVCodecContext>, upTo tick: Int64) -> Bool {
    var packet = av_packet_alloc()
    defer { av_packet_free(&packet) }
    let frame = Frame()
    var isOpen = true
    while isOpen {
      isOpen = av_read_frame(context, packet) >= 0
      if isOpen, Int(packet!.pointee.stream_index) != index {
        av_packet_unref(packet)
        continue
      }
      codec.pointee.skip_frame = isOpen && packet!.pointee.pts < tick ? AVDISCARD_NONREF : AVDISCARD_DEFAULT
      avcodec_send_packet(codec, isOpen ? packet : nil)
      av_packet_unref(packet)
      while avcodec_receive_frame(codec, frame.pointer) >= 0 {
        let content = frame.pointer.pointee
        if content.pts > tick { return false }
        if content.pts == tick { return content.decode_error_flags == 0 }
      }
    }
    return false
  }

  private func mismatch(_ found: String) -> EngineError {
    EngineError(
      .fault, "the written film is not what was planned: it has \(found)", details: LibraryLog.take())
  }
}

import CFFmpeg
import FilterGraph
import MediaTypes

/// The file being written.
final class Muxer {
  private var context: UnsafeMutablePointer<AVFormatContext>?
  private let path: String
  private let shownPath: String
  private var packet = av_packet_alloc()
  private let subtitles: [SubtitleStream]
  private let rate: FrameRate?
  /// What orders packets where captions are among them; FFmpeg does it alone otherwise.
  private var interleaver: Interleaver?

  /// - Parameter path: what is written; errors speak of the plan's own path.
  init(_ render: RenderPlan, path: String) throws(EngineError) {
    LibraryLog.install
    let plan = render.output
    (self.path, shownPath) = (path, plan.path)
    subtitles = (plan.subtitles ?? []).map { SubtitleStream(plan: $0) }
    rate = render.picture?.rate
    guard av_guess_format(plan.format, nil, nil) != nil,
      avformat_alloc_output_context2(&context, nil, plan.format, "file:" + path) >= 0
    else { throw EngineError(.library, "this FFmpeg cannot write the format '\(plan.format)'") }
    guard makesOneFile || plan.segments != nil else {
      throw EngineError(.library, "the format '\(plan.format)' does not make one file")
    }
    context!.pointee.flags |= AVFMT_FLAG_BITEXACT
    for entry in plan.metadata { av_dict_set(&context!.pointee.metadata, entry.name, entry.value, 0) }
    for (number, chapter) in plan.chapters.enumerated() { try add(chapter, number) }
  }

  /// Chapters are told in milliseconds, which every container has.
  private func add(_ chapter: PlanChapter, _ number: Int) throws(EngineError) {
    let bytes = MemoryLayout<AVChapter>.size
    guard let made = av_mallocz(bytes)?.bindMemory(to: AVChapter.self, capacity: 1) else {
      throw EngineError(.fault, "no memory for a chapter")
    }
    made.pointee.id = Int64(number)
    made.pointee.time_base = AVRational(num: 1, den: 1000)
    made.pointee.start = (chapter.start * 1000).roundedHalfUp.map(Int64.init) ?? 0
    made.pointee.end = (chapter.end * 1000).roundedHalfUp.map(Int64.init) ?? 0
    av_dict_set(&made.pointee.metadata, "title", chapter.title, 0)
    var count = Int32(clamping: context!.pointee.nb_chapters)
    av_dynarray_add(&context!.pointee.chapters, &count, made)
    context!.pointee.nb_chapters = UInt32(clamping: count)
  }

  deinit {
    if let context, context.pointee.pb != nil { avio_closep(&context.pointee.pb) }
    avformat_free_context(context)
    av_packet_free(&packet)
  }

  /// Whether encoders must keep their headers out of the stream.
  var wantsGlobalHeader: Bool { context!.pointee.oformat.pointee.flags & AVFMT_GLOBALHEADER != 0 }

  /// It opens no files of its own.
  private var makesOneFile: Bool { context!.pointee.oformat.pointee.flags & AVFMT_NOFILE == 0 }

  /// Adds a stream for an open encoder and gives its number.
  func addStream(_ encoder: Encoder, tag: String? = nil) throws(EngineError) -> Int {
    guard let stream = avformat_new_stream(context, nil) else {
      throw EngineError(.fault, "no memory for a stream")
    }
    try check(
      avcodec_parameters_from_context(stream.pointee.codecpar, encoder.context), "describe a stream")
    if let tag { stream.pointee.codecpar.pointee.codec_tag = letters(tag) }
    stream.pointee.time_base = encoder.context.pointee.time_base
    stream.pointee.sample_aspect_ratio = encoder.context.pointee.sample_aspect_ratio
    if encoder.context.pointee.codec_type == AVMEDIA_TYPE_VIDEO {
      stream.pointee.avg_frame_rate = encoder.context.pointee.framerate
      stream.pointee.r_frame_rate = encoder.context.pointee.framerate
    }
    return Int(stream.pointee.index)
  }

  /// Makes the file and writes what comes before the streams.
  func start(_ options: [Filter.Option]) throws(EngineError) {
    let captions = try addSubtitles()
    if makesOneFile { try written(avio_open2(&context!.pointee.pb, "file:" + path, AVIO_FLAG_WRITE, nil, nil)) }
    var dictionary = Options(options)
    let code = avformat_write_header(context, &dictionary.dictionary)
    if code < 0, context!.pointee.pb?.pointee.error ?? 0 >= 0, makesOneFile {
      try check(code, .library, "put these streams into '\(shownPath)'")
    }
    try written(code)
    if let leftover = dictionary.leftover {
      throw EngineError(.library, "the format has no option '\(leftover)'")
    }
    if !captions.isEmpty { interleaver = interleaver(captions) }
  }

  /// Streams for the plan's captions, behind all others.
  private func addSubtitles() throws(EngineError) -> [(stream: Int, captions: SubtitleStream)] {
    var streams: [(stream: Int, captions: SubtitleStream)] = []
    for captions in subtitles {
      guard let stream = avformat_new_stream(context, nil) else { throw EngineError(.fault, "no memory for a stream") }
      try captions.describe(stream, rate: rate)
      streams.append((Int(stream.pointee.index), captions))
    }
    return streams
  }

  private func interleaver(_ captions: [(stream: Int, captions: SubtitleStream)]) -> Interleaver {
    let context = context
    let others = (0..<Int(context!.pointee.nb_streams)).filter { index in !captions.contains { $0.stream == index } }
    return Interleaver(
      others, captions: captions, base: { context!.pointee.streams[$0]!.pointee.time_base },
      write: { [unowned self] packet throws(EngineError) in try self.written(av_interleaved_write_frame(context, packet)) })
  }

  /// Writes everything that an encoder has ready.
  func drain(_ encoder: Encoder, into stream: Int) throws(EngineError) {
    while try encoder.receive(into: packet) {
      if packet!.pointee.duration == 0, encoder.context.pointee.codec_type == AVMEDIA_TYPE_VIDEO {
        packet!.pointee.duration = 1
      }
      packet!.pointee.stream_index = Int32(stream)
      let base = context!.pointee.streams[stream]!.pointee.time_base
      av_packet_rescale_ts(packet, encoder.context.pointee.time_base, base)
      if let interleaver {
        try interleaver.add(packet)
      } else {
        try written(av_interleaved_write_frame(context, packet))
      }
    }
  }

  /// Nothing more comes of a stream.
  func close(_ stream: Int) throws(EngineError) { try interleaver?.close(stream) }

  /// Writes what comes after the streams and closes the file.
  func finish() throws(EngineError) {
    try interleaver?.finish()
    try written(av_write_trailer(context))
    if makesOneFile { try written(avio_closep(&context!.pointee.pb)) }
  }

  /// A write that fails shows late, because writing is buffered.
  private func written(_ code: Int32) throws(EngineError) {
    let buffered = context!.pointee.pb?.pointee.error ?? 0
    let code = buffered < 0 ? buffered : code
    if code >= 0 { return }
    let details = LibraryLog.take()
    if code == -ENOSPC || code == -EDQUOT {
      throw EngineError(
        .output, "the disk is full: '\(shownPath)' could not be written", details: details)
    }
    throw EngineError(.output, "cannot write '\(shownPath)': \(plainWords(code))", details: details)
  }
}

/// Four letters as a codec tag, the first in the lowest byte.
private func letters(_ tag: String) -> UInt32 {
  tag.utf8.prefix(4).enumerated().reduce(0) { $0 | UInt32($1.element) << UInt32(8 * $1.offset) }
}

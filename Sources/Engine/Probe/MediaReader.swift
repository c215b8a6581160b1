import CFFmpeg

/// Reads a file's packets: all of them where it is small or a seek would not be exact, otherwise its head
/// and the tail of each stream. Decodes the head only.
struct MediaReader {
  let file: MediaFile
  let choice: StreamChoice
  /// Everything is to be read, whatever the container.
  let isWhole: Bool

  /// Pictures to decode: enough for the least stamp despite reordering, and for interlacing to show.
  private static let pictureHead = 3
  /// Bytes after which a stream that has given no frame is taken to have none at the head.
  private static let headLimit = 256 << 20

  /// - Throws: a `.media` error where no decoder takes the stream's header.
  func survey() throws(EngineError) -> MediaSurvey {
    let isWhole = isWhole || !KnownContainers.seeksExactly(file.container)
    let chosen = [choice.picture, choice.sound].compactMap { $0.map { Int($0.pointee.index) } }
    file.keepOnly(chosen)
    var survey = try readHead(toEnd: isWhole)
    if !survey.isWhole {
      if let stream = choice.picture { try readTail(of: stream, into: &survey.picture!.range) }
      if let stream = choice.sound { try readTail(of: stream, into: &survey.sound!.range) }
    }
    return survey
  }

  /// Reads from the start until both heads are decoded, or on to the end.
  private func readHead(toEnd: Bool) throws(EngineError) -> MediaSurvey {
    var picture = try HeadReader(choice.picture, frames: MediaReader.pictureHead, path: file.path)
    var sound = try HeadReader(choice.sound, frames: 1, path: file.path)
    var bytes = 0
    let reachedEnd = eachPacket { packet in
      picture?.take(packet)
      sound?.take(packet)
      bytes += Int(packet.pointee.size)
      let isDone = (picture?.isDone ?? true) && (sound?.isDone ?? true)
      return toEnd || !(isDone || bytes > MediaReader.headLimit)
    }
    picture?.finish()
    sound?.finish()
    return MediaSurvey(picture: picture?.survey, sound: sound?.survey, isWhole: reachedEnd)
  }

  /// Adds the packets of the stream's last seconds; of the whole stream where a seek finds none there.
  private func readTail(
    of stream: UnsafeMutablePointer<AVStream>, into range: inout StampRange
  ) throws(EngineError) {
    file.keepOnly([Int(stream.pointee.index)])
    let tick = stream.pointee.time_base
    for seconds: Int64 in [10, 120] {
      guard let end = statedEnd(of: stream) else { break }
      let target = end - av_rescale_q(seconds, AVRational(num: 1, den: 1), tick)
      guard avformat_seek_file(file.context, stream.pointee.index, .min, target, target, 0) >= 0 else {
        continue
      }
      let before = range.seen
      eachPacket {
        range.take($0); return true
      }
      if range.seen > before { return }
    }
    guard avformat_seek_file(file.context, stream.pointee.index, .min, .min + 1, 0, 0) >= 0 else {
      throw .media(file.path, "is damaged: its end cannot be reached")
    }
    eachPacket {
      range.take($0); return true
    }
  }

  /// Where the container says that the stream ends, in the stream's ticks.
  private func statedEnd(of stream: UnsafeMutablePointer<AVStream>) -> Int64? {
    let start = stream.pointee.start_time == reel_no_pts ? 0 : stream.pointee.start_time
    if stream.pointee.duration > 0 { return start + stream.pointee.duration }
    let whole = file.context.pointee.duration
    guard whole > 0 else { return nil }
    return start + av_rescale_q(whole, AVRational(num: 1, den: AV_TIME_BASE), stream.pointee.time_base)
  }

  /// Gives every packet of the wanted streams until `body` has enough.
  /// - Returns: true at the end of the file, also where it ends too early.
  @discardableResult
  private func eachPacket(_ body: (UnsafeMutablePointer<AVPacket>) -> Bool) -> Bool {
    var packet = av_packet_alloc()
    defer { av_packet_free(&packet) }
    guard let packet else { return true }
    var stalls = 0
    while true {
      let code = av_read_frame(file.context, packet)
      if code == reel_error_again, stalls < 100 {
        stalls += 1
        continue
      }
      if code < 0 { return true }
      let goesOn = body(packet)
      av_packet_unref(packet)
      if !goesOn { return false }
    }
  }
}

/// Follows one stream from the start of the file: notes all stamps, decodes the first frames.
private struct HeadReader {
  let index: Int32
  let decoder: StreamDecoder
  let wantedFrames: Int
  var survey = StreamSurvey()

  /// Nil where there is no such stream.
  init?(_ stream: UnsafeMutablePointer<AVStream>?, frames: Int, path: String) throws(EngineError) {
    guard let stream else { return nil }
    index = stream.pointee.index
    decoder = try StreamDecoder(stream: stream, path: path)
    wantedFrames = frames
  }

  var isDone: Bool { survey.head.frames >= wantedFrames }

  mutating func take(_ packet: UnsafeMutablePointer<AVPacket>) {
    guard packet.pointee.stream_index == index else { return }
    survey.range.take(packet)
    if !isDone {
      decoder.send(packet)
      drain()
    }
  }

  /// Gets what the decoder still holds.
  mutating func finish() {
    if !isDone {
      decoder.send(nil)
      drain()
    }
  }

  private mutating func drain() {
    while !isDone, decoder.receive() { survey.head.take(decoder) }
  }
}

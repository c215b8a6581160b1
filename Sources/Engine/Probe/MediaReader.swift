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
    if let stream = choice.picture, survey.picture!.range.unstamped > 0 {
      survey.picture!.range = try decodedRange(of: Int(stream.pointee.index), isWhole: survey.isWhole)
    }
    return survey
  }

  /// The stamps of decoded pictures, for containers that stamp only some packets (AVI, MPEG programs).
  /// Where the file is not read whole: of the first pictures and the last seconds.
  private func decodedRange(of index: Int, isWhole: Bool) throws(EngineError) -> StampRange {
    let again = try MediaFile(path: file.path)
    guard again.streams.indices.contains(index) else { return StampRange() }
    let reader = MediaReader(file: again, choice: choice, isWhole: isWhole)
    let stream = again.streams[index]
    again.keepOnly([index])
    var range = StampRange()
    for isTail in isWhole ? [false] : [false, true] {
      let decoder = try StreamDecoder(stream: stream, path: file.path)
      func drain() {
        while decoder.receive() { range.take(stamp: decoder.stamp) }
      }
      let before = range.count
      if isTail, let end = reader.statedEnd(of: stream) {
        let target = reader.stamp(seconds: 10, before: end, of: stream)
        avformat_seek_file(again.context, Int32(index), .min, target, target, 0)
      }
      reader.eachPacket { packet in
        decoder.send(packet)
        drain()
        return isWhole || isTail || range.count < MediaReader.pictureHead
      }
      decoder.send(nil)
      drain()
      if isTail, range.count == before { return try decodedRange(of: index, isWhole: true) }
    }
    return range
  }

  /// Reads from the start until both heads are decoded, or on to the end.
  private func readHead(toEnd: Bool) throws(EngineError) -> MediaSurvey {
    var picture = try HeadReader(choice.picture, frames: MediaReader.pictureHead, of: file)
    var sound = try HeadReader(choice.sound, frames: 1, of: file)
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
    for seconds: Int64 in [10, 120] {
      guard let end = statedEnd(of: stream) else { break }
      let target = stamp(seconds: seconds, before: end, of: stream)
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
    if stream.pointee.duration > 0 { return sum(start, stream.pointee.duration) }
    let whole = file.context.pointee.duration
    guard whole > 0 else { return nil }
    return sum(start, av_rescale_q(whole, AVRational(num: 1, den: AV_TIME_BASE), stream.pointee.time_base))
  }

  private func stamp(seconds: Int64, before end: Int64, of stream: UnsafeMutablePointer<AVStream>) -> Int64 {
    sum(end, -av_rescale_q(seconds, AVRational(num: 1, den: 1), stream.pointee.time_base))
  }

  /// Stamps come from files, which lie: a sum that does not fit is the greatest or least stamp.
  private func sum(_ a: Int64, _ b: Int64) -> Int64 {
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? (b > 0 ? .max : .min + 1) : sum
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
  init?(
    _ stream: UnsafeMutablePointer<AVStream>?, frames: Int, of file: MediaFile
  ) throws(EngineError) {
    guard let stream else { return nil }
    index = stream.pointee.index
    decoder = try StreamDecoder(stream: stream, path: file.path)
    wantedFrames = frames
    survey.range.trimsLengths = file.container == "ogg"
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

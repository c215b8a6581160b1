import CFFmpeg

/// The streams of a file that a timeline uses: the best picture and the best sound that can be decoded.
struct StreamChoice {
  var picture: UnsafeMutablePointer<AVStream>?
  var sound: UnsafeMutablePointer<AVStream>?

  /// - Throws: a `.media` error where nothing is left, a codec is unknown, or the content is encrypted.
  init(of file: MediaFile) throws(EngineError) {
    // Cover art is no picture stream, and pictures of chapters are not the film.
    let hidden = AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS
    let shown = file.streams.filter { $0.pointee.disposition & hidden == 0 }
    picture = try StreamChoice.best(AVMEDIA_TYPE_VIDEO, among: shown, of: file, beside: -1)
    sound = try StreamChoice.best(
      AVMEDIA_TYPE_AUDIO, among: shown, of: file, beside: picture?.pointee.index ?? -1)
    if picture == nil, sound == nil { throw .media(file.path, "has neither picture nor sound") }
  }

  private static func best(
    _ type: AVMediaType, among shown: [UnsafeMutablePointer<AVStream>], of file: MediaFile,
    beside other: Int32
  ) throws(EngineError) -> UnsafeMutablePointer<AVStream>? {
    let candidates = shown.filter { $0.pointee.codecpar.pointee.codec_type == type }
    guard let first = candidates.first else { return nil }
    if candidates.contains(where: isEncrypted) {
      throw encrypted(file)
    }
    let decodable = candidates.filter { avcodec_find_decoder($0.pointee.codecpar.pointee.codec_id) != nil }
    guard let fallback = decodable.first else {
      let name = codecName(first.pointee.codecpar.pointee)
      throw EngineError(
        .media,
        "'\(file.path)': no decoder for '\(name)' in this FFmpeg; convert the file or use another build",
        details: LibraryLog.take())
    }
    let index = av_find_best_stream(file.context, type, -1, other, nil, 0)
    return decodable.first { $0.pointee.index == index } ?? fallback
  }

  static func encrypted(_ file: MediaFile) -> EngineError {
    .media(file.path, "is encrypted; use a copy without protection")
  }

  private static func isEncrypted(_ stream: UnsafeMutablePointer<AVStream>) -> Bool {
    let tags = ["encv", "enca", "drmi", "drms"].map {
      $0.utf8.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    return tags.contains(stream.pointee.codecpar.pointee.codec_tag)
      || reel_stream_side_data(stream, AV_PKT_DATA_ENCRYPTION_INIT_INFO) != nil
  }

  /// FFmpeg's name, or the container's four letters where FFmpeg has none.
  static func codecName(_ parameters: AVCodecParameters) -> String {
    if parameters.codec_id != AV_CODEC_ID_NONE {
      return String(cString: avcodec_get_name(parameters.codec_id))
    }
    let letters = (0..<4).map { UInt8(truncatingIfNeeded: parameters.codec_tag >> ($0 * 8)) }
    return letters.allSatisfy { $0 > 32 && $0 < 127 } ? String(decoding: letters, as: UTF8.self) : "unknown"
  }
}

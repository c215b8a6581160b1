import CFFmpeg
import MediaTypes

/// Puts together what a survey found.
struct FactsAssembly {
  let file: MediaFile
  let choice: StreamChoice
  let survey: MediaSurvey
  let status: FileStatus

  /// - Throws: a `.media` error where a stream cannot be decoded or placed in time.
  func facts() throws(EngineError) -> MediaFacts {
    if survey.picture?.range.isEncrypted == true || survey.sound?.range.isEncrypted == true {
      throw StreamChoice.encrypted(file)
    }
    let picture = try pictureTimes()
    let sound = try soundTimes()
    let starts = [picture?.start, sound?.start].compactMap { $0 }
    guard let origin = starts.min() else { throw .media(file.path, "has neither picture nor sound") }
    let times = [picture?.start, picture?.end, sound?.start, sound?.end].compactMap { $0 }
    guard times.allSatisfy(\.isValid) else {
      throw .media(file.path, "is damaged: its time stamps make no sense")
    }
    let kind = kind(hasPicture: picture != nil, hasSound: sound != nil)
    return MediaFacts(
      path: file.path, kind: kind, container: file.container, origin: kind == .still ? 0 : origin,
      picture: try pictureFacts(picture, origin: origin, kind: kind),
      sound: soundFacts(sound, origin: origin),
      fingerprint: Fingerprint.text(path: file.path, status: status))
  }

  private func kind(hasPicture: Bool, hasSound: Bool) -> MediaKind {
    guard hasPicture else { return .sound }
    if hasSound { return .video }
    if KnownContainers.isStill(file.container) { return .still }
    let isSingle = survey.isWhole && (survey.picture?.range.seen ?? 0) <= 1
    if KnownContainers.isAnimation(file.container) { return isSingle ? .still : .animation }
    return isSingle && (isImageCodec || isImageBrand) ? .still : .video
  }

  private var isImageCodec: Bool {
    let codec = choice.picture!.pointee.codecpar.pointee.codec_id
    return [
      AV_CODEC_ID_PNG, AV_CODEC_ID_MJPEG, AV_CODEC_ID_GIF, AV_CODEC_ID_APNG, AV_CODEC_ID_BMP,
      AV_CODEC_ID_TIFF,
      AV_CODEC_ID_WEBP, AV_CODEC_ID_JPEG2000, AV_CODEC_ID_TARGA,
    ].contains(codec)
  }

  /// AVIF and its kin are still pictures in an MP4 container.
  private var isImageBrand: Bool {
    guard let entry = av_dict_get(file.context.pointee.metadata, "major_brand", nil, 0) else { return false }
    return ["avif", "heic", "mif1"].contains(String(cString: entry.pointee.value))
  }

  private func pictureTimes() throws(EngineError) -> PictureTimes? {
    guard let stream = choice.picture, let survey = survey.picture else { return nil }
    if survey.head.frames == 0 {
      if survey.range.seen == 0, choice.sound != nil { return nil }
      throw .media(file.path, undecodable)
    }
    let isStill = KnownContainers.isStill(file.container)
    if survey.range.count == 0, !isStill {
      throw .media(
        file.path, "has no time stamps; put it into a container first ('ffmpeg -i … -c copy out.mp4')")
    }
    return PictureTimes(stream: stream.pointee, survey: survey, file: file, isWhole: self.survey.isWhole)
  }

  private var undecodable: String {
    let isWebP = file.container == "webp_pipe"
    if isWebP, readBytes(file.path, from: 0, count: 64).contains(sequence: Array("ANIM".utf8)) {
      return "is an animated WebP, which this FFmpeg cannot decode; convert it to GIF, APNG or a film"
    }
    return "is damaged: none of its pictures can be decoded"
  }

  private func soundTimes() throws(EngineError) -> SoundTimes? {
    guard let stream = choice.sound, let survey = survey.sound else { return nil }
    if survey.head.frames == 0 {
      if survey.range.seen == 0, choice.picture != nil { return nil }
      throw .media(file.path, "is damaged: none of its sound can be decoded")
    }
    guard let times = SoundTimes(stream: stream.pointee, survey: survey) else {
      throw .media(file.path, "has no time stamps in its sound; put it into a container first")
    }
    return times
  }

  private func pictureFacts(
    _ times: PictureTimes?, origin: Rational, kind: MediaKind
  ) throws(EngineError) -> PictureFacts? {
    guard let times, let stream = choice.picture, let head = survey.picture?.head else { return nil }
    let shape = try PictureShape(stream: stream, head: head, path: file.path)
    let start = kind == .still ? 0 : times.start - origin
    return PictureFacts(
      stream: Int(stream.pointee.index), codec: StreamChoice.codecName(stream.pointee.codecpar.pointee),
      codedSize: shape.size, pixelAspect: shape.pixelAspect, orientation: shape.orientation,
      pixelFormat: shape.color.formatName, hasAlpha: shape.color.hasAlpha, isInterlaced: shape.isInterlaced,
      color: shape.tags, start: start, end: kind == .still ? start : times.end - origin,
      meanRate: kind == .still ? nil : times.meanRate, frameCount: kind == .still ? 1 : times.count,
      peak: shape.tags.isHDR ? head.peak : nil)
  }

  private func soundFacts(_ times: SoundTimes?, origin: Rational) -> SoundFacts? {
    guard let times, let stream = choice.sound, let head = survey.sound?.head else { return nil }
    return SoundFacts(
      stream: Int(stream.pointee.index), codec: StreamChoice.codecName(stream.pointee.codecpar.pointee),
      rate: head.sampleRate, channels: head.channels, layout: head.layout, start: times.start - origin,
      end: times.end - origin)
  }
}

extension [UInt8] {
  /// True where `part` stands anywhere inside.
  fileprivate func contains(sequence part: [UInt8]) -> Bool {
    indices.contains { self[$0...].starts(with: part) }
  }
}

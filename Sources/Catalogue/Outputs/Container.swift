import FilterGraph
import Timeline

/// What a container is called, holds and needs.
package struct Container: Sendable {
  package var name: ContainerName
  /// FFmpeg's muxer.
  package var muxer: String
  package var options: [Filter.Option] = []
  /// The first is used where the document names none.
  package var pictureCodecs: [PictureCodecName] = []
  package var soundCodecs: [SoundCodecName] = []
  package var holdsChapters = false
  /// How captions are embedded; the first is used where the document names none.
  package var subtitleCodecs: [SubtitleCodecName] = []

  /// Every container, in the manual's order. A new one is one line here.
  package static let all: [Container] = [
    Container(
      name: .mp4, muxer: "mp4", options: [quickStart], pictureCodecs: [.h264, .hevc, .av1, .vp9], soundCodecs: [.aac, .mp3],
      holdsChapters: true, subtitleCodecs: [.movText]),
    Container(
      name: .mov, muxer: "mov", options: [quickStart], pictureCodecs: [.h264, .hevc, .prores],
      soundCodecs: [.aac, .pcm, .pcm16, .pcm24], holdsChapters: true, subtitleCodecs: [.movText]),
    Container(
      name: .mkv, muxer: "matroska", pictureCodecs: [.h264, .hevc, .av1, .vp9, .prores],
      soundCodecs: [.aac, .pcm, .pcm16, .pcm24, .flac, .mp3, .opus, .vorbis], holdsChapters: true,
      subtitleCodecs: [.subrip, .webvtt, .ass]),
    Container(
      name: .webm, muxer: "webm", pictureCodecs: [.vp9, .av1], soundCodecs: [.opus, .vorbis], holdsChapters: true,
      subtitleCodecs: [.webvtt]),
    Container(name: .gif, muxer: "gif", pictureCodecs: [.gif]),
    Container(name: .m4a, muxer: "ipod", options: [quickStart], soundCodecs: [.aac], holdsChapters: true),
    Container(name: .mp3, muxer: "mp3", soundCodecs: [.mp3], holdsChapters: true),
    Container(name: .wav, muxer: "wav", soundCodecs: [.pcm, .pcm16, .pcm24]),
    Container(name: .flac, muxer: "flac", soundCodecs: [.flac]),
    Container(name: .ogg, muxer: "ogg", soundCodecs: [.vorbis, .opus, .flac], holdsChapters: true),
    Container(name: .opus, muxer: "opus", soundCodecs: [.opus], holdsChapters: true),
    Container(name: .hls, muxer: "hls", pictureCodecs: [.h264, .hevc], soundCodecs: [.aac]),
  ]

  /// The index stands in front, so that a film plays while it loads.
  private static let quickStart = Filter.Option("movflags", "+faststart")

  package static func named(_ name: ContainerName) -> Container { all.first { $0.name == name }! }

  /// The container that a file name asks for.
  package static func forFile(_ path: String) -> Container? {
    guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return nil }
    let ending = path[path.index(after: dot)...].lowercased()
    return all.first { $0.name.rawValue == ending } ?? otherEndings[ending].map(named)
  }

  private static let otherEndings: [String: ContainerName] = [
    "m4v": .mp4, "qt": .mov, "mka": .mkv, "oga": .ogg, "wave": .wav, "m3u8": .hls,
  ]
}

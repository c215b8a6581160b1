import FilterGraph
import Timeline

/// What a container is called, holds and needs.
package struct Container: Sendable {
  package var name: ContainerName
  /// FFmpeg's muxer.
  package var muxer: String
  package var options: [Filter.Option]
  package var pictureCodecs: [PictureCodecName]
  /// The first is used where the document names none.
  package var soundCodecs: [SoundCodecName]

  /// Every container, in the manual's order. A new one is one line here.
  package static let all: [Container] = [
    Container(
      name: .mp4, muxer: "mp4", options: [.init("movflags", "+faststart")], pictureCodecs: [.h264], soundCodecs: [.aac]),
    Container(
      name: .mov, muxer: "mov", options: [.init("movflags", "+faststart")], pictureCodecs: [.h264],
      soundCodecs: [.aac, .pcm, .pcm16, .pcm24]),
    Container(
      name: .mkv, muxer: "matroska", options: [], pictureCodecs: [.h264],
      soundCodecs: [.aac, .pcm, .pcm16, .pcm24, .flac]),
    Container(name: .wav, muxer: "wav", options: [], pictureCodecs: [], soundCodecs: [.pcm, .pcm16, .pcm24]),
    Container(name: .flac, muxer: "flac", options: [], pictureCodecs: [], soundCodecs: [.flac]),
  ]

  package static func named(_ name: ContainerName) -> Container { all.first { $0.name == name }! }

  /// The container that a file name asks for.
  package static func forFile(_ path: String) -> Container? {
    guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return nil }
    let ending = path[path.index(after: dot)...].lowercased()
    return all.first { $0.name.rawValue == ending } ?? (ending == "m4v" ? named(.mp4) : nil)
  }
}

extension SoundCodecName {
  /// FFmpeg's encoder.
  package var encoder: String {
    switch self {
    case .aac: "aac"
    case .pcm, .pcm16: "pcm_s16le"
    case .pcm24: "pcm_s24le"
    case .flac: "flac"
    }
  }

  package var takesBitRate: Bool { self == .aac }
}

extension PictureCodecName {
  /// FFmpeg's encoder.
  package var encoder: String {
    switch self {
    case .h264: "libx264"
    }
  }
}

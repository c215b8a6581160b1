import CFFmpeg

/// What the FFmpeg libraries at hand are and can do.
package struct LibraryInventory: Sendable {
  package struct Library: Sendable {
    /// `libavcodec`.
    package var name: String
    /// The version that this program was compiled against, `59.37.100`.
    package var built: String
    /// The version that is running.
    package var running: String
  }

  package var libraries: [Library]
  /// FFmpeg's own version text.
  package var version: String
  /// The switches that the libraries were configured with.
  package var configuration: String
  package var licence: String
  package var encoders: Set<String>
  package var decoders: Set<String>
  package var muxers: Set<String>
  package var demuxers: Set<String>
  package var filters: Set<String>

  package func hasEncoder(_ name: String) -> Bool { encoders.contains(name) }
}

/// FFmpeg's own version text, on which what it decodes and filters may depend.
package var libraryVersion: String { String(cString: av_version_info()) }

/// Lists the linked FFmpeg libraries and what they hold.
package func libraryInventory() -> LibraryInventory {
  let codecs = all { av_codec_iterate($0) }
  return LibraryInventory(
    libraries: [
      library("libavutil", reel_built_avutil, avutil_version()),
      library("libavcodec", reel_built_avcodec, avcodec_version()),
      library("libavformat", reel_built_avformat, avformat_version()),
      library("libavfilter", reel_built_avfilter, avfilter_version()),
      library("libswscale", reel_built_swscale, swscale_version()),
      library("libswresample", reel_built_swresample, swresample_version()),
    ],
    version: String(cString: av_version_info()), configuration: String(cString: avutil_configuration()),
    licence: String(cString: avutil_license()),
    encoders: Set(codecs.filter { av_codec_is_encoder($0) != 0 }.map { String(cString: $0.pointee.name) }),
    decoders: Set(codecs.filter { av_codec_is_decoder($0) != 0 }.map { String(cString: $0.pointee.name) }),
    muxers: Set(all { av_muxer_iterate($0) }.map { String(cString: $0.pointee.name) }),
    demuxers: Set(all { av_demuxer_iterate($0) }.map { String(cString: $0.pointee.name) }),
    filters: Set(all { av_filter_iterate($0) }.map { String(cString: $0.pointee.name) }))
}

private func library(_ name: String, _ built: UInt32, _ running: UInt32) -> LibraryInventory.Library {
  func text(_ version: UInt32) -> String { "\(version >> 16).\(version >> 8 & 255).\(version & 255)" }
  return LibraryInventory.Library(name: name, built: text(built), running: text(running))
}

/// Walks one of FFmpeg's lists.
private func all<Item>(
  _ next: (UnsafeMutablePointer<UnsafeMutableRawPointer?>) -> UnsafePointer<Item>?
) -> [UnsafePointer<Item>] {
  var state: UnsafeMutableRawPointer?
  var items: [UnsafePointer<Item>] = []
  while let item = next(&state) { items.append(item) }
  return items
}

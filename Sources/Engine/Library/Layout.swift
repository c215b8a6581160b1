import CFFmpeg
import MediaTypes

/// Owns FFmpeg's description of which loudspeaker each channel is for.
struct Layout: ~Copyable {
  var value = AVChannelLayout()

  /// - Parameter name: FFmpeg's name (`stereo`, `5.1(side)`).
  init(name: String, channels: Int) throws(EngineError) {
    if av_channel_layout_from_string(&value, name) >= 0, value.nb_channels == Int32(clamping: channels) {
      return
    }
    av_channel_layout_uninit(&value)
    av_channel_layout_default(&value, Int32(clamping: channels))
    guard value.nb_channels > 0 else {
      throw EngineError(.library, "this FFmpeg knows no channel layout '\(name)'")
    }
  }

  init(_ layout: ChannelLayout) throws(EngineError) {
    try self.init(name: layout.rawValue, channels: layout.channelCount)
  }

  deinit {
    var owned = value
    av_channel_layout_uninit(&owned)
  }

  func copy(to target: inout AVChannelLayout) throws(EngineError) {
    var source = value
    try check(av_channel_layout_copy(&target, &source), "copy a channel layout")
  }
}

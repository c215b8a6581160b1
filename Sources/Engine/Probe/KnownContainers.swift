/// The containers that are media to us. Everything else that FFmpeg would open is refused: playlists and
/// scripts that name other files, text that it would draw as characters, raw streams that match anything.
enum KnownContainers {
  private static let names: Set<String> = [
    "3dostr", "4xm", "aac", "ac3", "aiff", "amr", "ape", "apng", "asf", "au", "avi", "caf", "dsf", "dts",
    "dv",
    "eac3", "fits", "flac", "flic", "flv", "gif", "gxf", "h264", "hevc", "ico", "iff", "ivf", "m4v",
    "matroska,webm", "mjpeg", "mlp", "mov,mp4,m4a,3gp,3g2,mj2", "mp3", "mpc", "mpc8", "mpeg", "mpegts",
    "mpegvideo", "mxf", "nsv", "nut", "obu", "ogg", "rm", "roq", "smk", "tak", "truehd", "tta", "vc1", "voc",
    "w64", "wav", "wtv", "wv", "yuv4mpegpipe",
  ]

  /// Containers where a seek lands on exact stamps, so that a long file's end can be read by itself.
  private static let seekable: Set<String> = [
    "aiff", "avi", "caf", "flac", "matroska,webm", "mov,mp4,m4a,3gp,3g2,mj2", "mpeg", "mpegts", "mxf",
    "w64", "wav",
  ]

  static let mov = "mov,mp4,m4a,3gp,3g2,mj2"

  /// - Parameter name: FFmpeg's name of the demuxer.
  static func holds(_ name: String) -> Bool { names.contains(name) || isStill(name) }

  static func seeksExactly(_ name: String) -> Bool { seekable.contains(name) }

  /// One picture and nothing else (`png_pipe`).
  static func isStill(_ name: String) -> Bool { name.hasSuffix("_pipe") || name == "ico" || name == "fits" }

  /// Pictures with delays that play in a loop.
  static func isAnimation(_ name: String) -> Bool { name == "gif" || name == "apng" }
}

import CFFmpeg

/// An open media file with its streams known; closes itself. Only plain files are read, whatever the name
/// looks like and whatever the content refers to.
final class MediaFile {
  let path: String
  let context: UnsafeMutablePointer<AVFormatContext>
  private var bytes: UnsafeMutablePointer<AVIOContext>?

  /// FFmpeg's name of the container.
  var container: String { String(cString: context.pointee.iformat.pointee.name) }

  var streams: [UnsafeMutablePointer<AVStream>] {
    (0..<Int(context.pointee.nb_streams)).compactMap { context.pointee.streams[$0] }
  }

  /// Opens a plain file and finds its streams.
  /// - Throws: a `.media` error that names the file and says what is wrong with it.
  init(path: String) throws(EngineError) {
    self.path = path
    var options = MediaFile.openingOptions
    defer { av_dict_free(&options) }
    var bytes: UnsafeMutablePointer<AVIOContext>?
    let opened = avio_open2(&bytes, "file:" + path, AVIO_FLAG_READ, nil, &options)
    guard opened >= 0, bytes != nil else { throw .media(path, "cannot be opened: \(plainWords(opened))") }
    do throws(EngineError) {
      context = try MediaFile.openContainer(path: path, bytes: bytes)
    } catch {
      avio_closep(&bytes)
      throw error
    }
    self.bytes = bytes
  }

  deinit {
    var open: UnsafeMutablePointer<AVFormatContext>? = context
    avformat_close_input(&open)
    avio_closep(&bytes)
  }

  /// Nothing but files, also where the content names others; GIF and APNG play once.
  private static var openingOptions: OpaquePointer? {
    var options: OpaquePointer?
    av_dict_set(&options, "protocol_whitelist", "file", 0)
    av_dict_set(&options, "ignore_loop", "1", 0)
    return options
  }

  /// The container is told by content alone, because names lie and some are patterns to FFmpeg.
  private static func openContainer(
    path: String, bytes: UnsafeMutablePointer<AVIOContext>?
  ) throws(EngineError) -> UnsafeMutablePointer<AVFormatContext> {
    var format: UnsafePointer<AVInputFormat>?
    let score = av_probe_input_buffer2(bytes, &format, "", nil, 0, 0)
    guard score >= 0, let format, KnownContainers.holds(String(cString: format.pointee.name)) else {
      throw OpeningFault.notMedia(path)
    }
    var context = avformat_alloc_context()
    context?.pointee.pb = bytes
    context?.pointee.probesize = 32 << 20
    context?.pointee.max_analyze_duration = 10_000_000
    var options = openingOptions
    defer { av_dict_free(&options) }
    guard avformat_open_input(&context, "", format, &options) >= 0, let opened = context else {
      throw OpeningFault.unreadable(path, format: String(cString: format.pointee.name))
    }
    guard avformat_find_stream_info(opened, nil) >= 0 else {
      avformat_close_input(&context)
      throw OpeningFault.unreadable(path, format: String(cString: format.pointee.name))
    }
    return opened
  }

  /// Reads no packets but those of these streams.
  func keepOnly(_ wanted: [Int]) {
    for (index, stream) in streams.enumerated() {
      stream.pointee.discard = wanted.contains(index) ? AVDISCARD_DEFAULT : AVDISCARD_ALL
    }
  }
}

extension EngineError {
  /// An error that starts with the file's name, and keeps what FFmpeg said.
  static func media(_ path: String, _ fault: String) -> EngineError {
    EngineError(.media, "'\(path)' \(fault)", details: LibraryLog.take())
  }
}

import CAss
import FilterGraph
import Glibc
import Synchronization

/// libass with the fonts of a plan: makes renderers, and keeps what the library says of fonts.
final class TextLibrary {
  private let library: OpaquePointer
  private let log = TextLog()
  private var idle: [OpaquePointer] = []
  /// Fonts whose letters are pictures, which libass passes over.
  let colors: ColorFonts

  /// - Throws: `.media` for a font file that cannot be read.
  init(fonts: [FontFile]) throws(EngineError) {
    colors = ColorFonts(named: fonts)
    guard let library = ass_library_init() else { throw EngineError(.fault, "no memory for libass") }
    self.library = library
    ass_set_extract_fonts(library, 1)
    ass_set_message_cb(library, keepTextMessage, Unmanaged.passUnretained(log).toOpaque())
    var known: Set<String> = []
    for font in fonts where known.insert(font.path).inserted && !colors.isOnlyPictures(font.path) { try add(font) }
  }

  deinit {
    for renderer in idle { ass_renderer_done(renderer) }
    ass_library_done(library)
  }

  private func add(_ font: FontFile) throws(EngineError) {
    guard let status = FileStatus(path: font.path), status.size > 0 else {
      throw EngineError(.media, "cannot read the font '\(font.path)'")
    }
    var bytes = readBytes(font.path, from: 0, count: status.size).map { CChar(bitPattern: $0) }
    ass_add_font(library, font.path, &bytes, Int32(clamping: bytes.count))
  }

  /// A renderer that nobody else uses until it is given back.
  func takeRenderer() throws(EngineError) -> OpaquePointer {
    if let renderer = idle.popLast() { return renderer }
    guard let renderer = ass_renderer_init(library) else { throw EngineError(.fault, "no memory for libass") }
    ass_set_fonts(renderer, nil, "sans-serif", Int32(ASS_FONTPROVIDER_AUTODETECT.rawValue), nil, 1)
    return renderer
  }

  func give(back renderer: OpaquePointer) { idle.append(renderer) }

  /// The events and styles of a script, and the pictures of its coloured letters; the caller frees the track.
  func read(_ script: TextScript) throws(EngineError) -> (track: UnsafeMutablePointer<ASS_Track>, pictures: [UInt32: ColorScript.Picture]) {
    let colored = ColorScript(script.text) { colors.letter($0) }
    var text = Array(colored.text.utf8CString)
    guard let track = ass_read_memory(library, &text, text.count - 1, nil) else {
      throw EngineError(.library, "libass cannot read a script", details: takeMessages())
    }
    limitStyles(of: track)
    return (track, colored.pictures)
  }

  /// Keeps a broken style from asking for bitmaps of gigabytes: no rim is wider than the picture, no letter higher than four.
  private func limitStyles(of track: UnsafeMutablePointer<ASS_Track>) {
    let side = Double(max(384, track.pointee.PlayResX, track.pointee.PlayResY))
    for number in 0..<Int(track.pointee.n_styles) {
      let style = track.pointee.styles + number
      style.pointee.FontSize = min(style.pointee.FontSize, 4 * side)
      style.pointee.Outline = min(style.pointee.Outline, side)
      style.pointee.Shadow = min(style.pointee.Shadow, side)
      style.pointee.ScaleX = min(style.pointee.ScaleX, 20)
      style.pointee.ScaleY = min(style.pointee.ScaleY, 20)
    }
  }

  /// What libass said since the last call.
  func takeMessages() -> [String] { log.take() }
}

/// libass's messages.
private final class TextLog: Sendable {
  private let lines = Mutex<[String]>([])

  func keep(_ line: String) { lines.withLock { if $0.count < 4096 { $0.append(line) } } }

  func take() -> [String] {
    lines.withLock { kept in
      defer { kept.removeAll() }
      return kept
    }
  }
}

/// A free function, because libass calls it as C does.
private func keepTextMessage(
  _ level: Int32, _ format: UnsafePointer<CChar>?, _ arguments: CVaListPointer?, _ data: UnsafeMutableRawPointer?
) {
  guard level <= 4, let format, let arguments, let data else { return }
  var buffer = [CChar](repeating: 0, count: 1024)
  vsnprintf(&buffer, buffer.count, format, arguments)
  let text = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  Unmanaged<TextLog>.fromOpaque(data).takeUnretainedValue().keep(text)
}

import CFFmpeg
import MediaTypes

/// Looks at a media file, or at a numbered picture sequence (`shots/f%04d.png`), and says what it is.
///
/// A sequence's picture starts at 0 and ends at its number of pictures: its times count pictures, which the
/// caller turns into seconds by the sequence's rate.
/// - Throws: a `.media` error that names the file, says what is wrong and what to do.
package func probeMedia(path: String) throws(EngineError) -> MediaFacts {
  try probeMedia(path: path, wholeBelow: 4 << 20)
}

/// - Parameter wholeBelow: bytes; a greater file is read at its head and its tail only. Below it, reading
///   everything costs less than seeking is worth.
func probeMedia(path: String, wholeBelow: Int) throws(EngineError) -> MediaFacts {
  _ = LibraryLog.install
  _ = LibraryLog.take()
  if FileStatus(path: path) == nil, let pattern = PicturePattern(path: path) {
    return try PictureSequence(pattern).facts()
  }
  let status = try OpeningFault.plainFile(path)
  let file = try MediaFile(path: path)
  let choice = try StreamChoice(of: file)
  let reader = MediaReader(file: file, choice: choice, isWhole: status.size < wholeBelow)
  return try FactsAssembly(file: file, choice: choice, survey: reader.survey(), status: status).facts()
}

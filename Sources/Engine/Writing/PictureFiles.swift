import CFFmpeg
import FilterGraph
import Glibc
import MediaTypes

/// Writes every picture of a film as a file of its own, PNG or JPEG. The plan's path holds one `%d` or `%04d`, which
/// counts from 1. The files appear under their names when all are there; nothing is left behind otherwise.
/// - Throws: as `render` does.
package func pictureFiles(
  _ plan: RenderPlan, options: RenderOptions = RenderOptions(), progress: (RenderProgress) -> Void = { _ in }
) throws(EngineError) -> RenderReport {
  guard let pictures = plan.picture, let pattern = NumberedName(plan.output.path) else {
    throw EngineError(.fault, "'\(plan.output.path)' has no place for the number of a picture")
  }
  var alone = plan
  alone.sound = nil
  let shelf = try PictureShelf(pattern, pictures, noClobber: options.noClobber)
  let mostOpen = try runFilm(alone, into: shelf, cancellation: options.cancellation, progress: progress)
  guard shelf.count == pictures.frameCount else {
    throw EngineError(.fault, "\(shelf.count) pictures were written instead of \(pictures.frameCount)")
  }
  try shelf.commit()
  return RenderReport(path: plan.output.path, frames: shelf.count, samples: 0, bytes: shelf.bytes, mostInputsOpen: mostOpen)
}

/// A path with one number in it.
private struct NumberedName {
  private let head: Substring
  private let tail: Substring
  private let digits: Int

  init?(_ path: String) {
    guard let percent = path.firstIndex(of: "%"), let letter = path[percent...].firstIndex(of: "d") else { return nil }
    let width = path[path.index(after: percent)..<letter]
    guard width.isEmpty || width.hasPrefix("0"), let digits = width.isEmpty ? 1 : Int(width), digits <= 20 else { return nil }
    (head, tail, self.digits) = (path[..<percent], path[path.index(after: letter)...], digits)
  }

  func path(_ number: Int) -> String {
    let text = String(number)
    return head + String(repeating: "0", count: max(0, digits - text.utf8.count)) + text + tail
  }
}

/// Keeps the written pictures under other names until all are there.
private final class PictureShelf: FilmSink {
  let soundBlock = 1024
  private let name: NumberedName
  private let plan: PicturePlan
  private let noClobber: Bool
  private var written: [(temporary: String, path: String)] = []
  private(set) var bytes = 0

  init(_ name: NumberedName, _ plan: PicturePlan, noClobber: Bool) throws(EngineError) {
    (self.name, self.plan, self.noClobber) = (name, plan, noClobber)
  }

  deinit { for file in written { unlink(file.temporary) } }

  var count: Int { written.count }

  func take(picture: Frame) throws(EngineError) {
    let path = name.path(written.count + 1)
    // It makes missing folders and refuses what is no place for a file.
    let place = try Target(path, noClobber: noClobber)
    Colors(plan.color).tag(picture.pointer)
    let temporary = place.temporary + ".part"
    written.append((temporary, place.path))
    try writeImage([picture], plan, to: temporary, shownPath: path)
    var status = stat()
    if stat(temporary, &status) == 0 { bytes += Int(status.st_size) }
  }

  func take(sound: Frame) throws(EngineError) {}

  /// Gives all files their names.
  func commit() throws(EngineError) {
    for file in written {
      let code = noClobber ? link(file.temporary, file.path) : rename(file.temporary, file.path)
      guard code == 0 else { throw EngineError(.output, "cannot write '\(file.path)': \(plainWords(-errno))") }
    }
  }
}

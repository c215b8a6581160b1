import FilterGraph
import Glibc
import MediaTypes

/// How a film is written, apart from what the plan says.
package struct RenderOptions: Sendable {
  package var cancellation: Cancellation
  /// An existing file is an error.
  package var noClobber: Bool

  package init(cancellation: Cancellation = Cancellation(), noClobber: Bool = false) {
    self.cancellation = cancellation
    self.noClobber = noClobber
  }
}

/// What was written.
package struct RenderReport: Sendable {
  package var path: String
  package var frames = 0
  package var samples = 0
  /// The file's size.
  package var bytes: Int
  /// Most source files that were open at once.
  package var mostInputsOpen = 0
  /// All files, where there are several; `path` is the first.
  package var files: [String] = []
}

/// Makes the film that a plan describes. The file appears under its name only when it is whole and was read
/// back; nothing is left behind otherwise.
/// - Throws: `.media` for sources, `.output` for the target, `.library` for what this FFmpeg cannot do,
///   `.interrupted` after a cancellation, `.fault` where the result is not what was planned.
@discardableResult
package func render(
  _ plan: RenderPlan, options: RenderOptions = RenderOptions(),
  progress: (RenderProgress) -> Void = { _ in }
) throws(EngineError) -> RenderReport {
  if plan.output.segments != nil { return try renderSegments(plan, options: options, progress: progress) }
  var target = try Target(plan.output.path, noClobber: options.noClobber)
  let palette = try makePalette(plan, cancellation: options.cancellation, progress: progress)
  var writer: FilmWriter? = try FilmWriter(plan, path: target.temporary, palette: palette)
  let mostOpen = try runFilm(plan, into: writer!, cancellation: options.cancellation, progress: progress)
  try writer!.finish()
  writer = nil
  try verifyFilm(plan, path: target.temporary)
  try options.cancellation.throwIfCancelled()
  let bytes = target.bytes
  try target.commit()
  return RenderReport(
    path: target.path, frames: plan.picture?.frameCount ?? 0, samples: plan.sound?.sampleCount ?? 0,
    bytes: bytes, mostInputsOpen: mostOpen)
}

/// The same of a film in segments: all its files appear, or none.
private func renderSegments(
  _ plan: RenderPlan, options: RenderOptions, progress: (RenderProgress) -> Void
) throws(EngineError) -> RenderReport {
  let target = try TargetFolder(plan.output.path, noClobber: options.noClobber)
  var writer: FilmWriter? = try FilmWriter(plan, path: target.temporary)
  let mostOpen = try runFilm(plan, into: writer!, cancellation: options.cancellation, progress: progress)
  try writer!.finish()
  writer = nil
  do { try verifyFilm(plan, path: target.temporary) } catch {
    try target.throwIfFull()
    throw error
  }
  try options.cancellation.throwIfCancelled()
  let written = try target.commit()
  return RenderReport(
    path: target.path, frames: plan.picture?.frameCount ?? 0, samples: plan.sound?.sampleCount ?? 0,
    bytes: written.bytes, mostInputsOpen: mostOpen, files: written.paths)
}

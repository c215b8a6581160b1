import Compiler
import Diagnostics
import Engine
import FilterGraph
import Foundation
import MediaTypes
import TestMedia
import Testing

/// What is wrong with a film, with the document that shows it.
struct Disproof: Error, CustomStringConvertible {
  let description: String
}

/// Compiles a document with the real world.
/// - Parameter isOptimised: false is `-O0`.
func plan(_ document: String, isOptimised: Bool = true) throws -> RenderPlan {
  let output = OutputRequest(path: nil, defaultPath: "film.mp4")
  var request = CompileRequest(path: "film.yaml", bytes: Array(document.utf8), folder: "", output: output)
  if !isOptimised { request.skippedPasses = Set(passTable.map { $0.name }) }
  let compilation = try compile(request, world: MediaWorld.shared)
  guard let plan = compilation.renders.first?.plan, !compilation.bag.hasErrors else {
    let renderer = TextRenderer(usesColor: false)
    let said = compilation.bag.sorted.map { renderer.render($0, in: compilation.sources) }
    throw Disproof(description: said.joined(separator: "\n"))
  }
  return plan
}

/// What is allowed to be off, and where the proof looks.
struct ProofTerms {
  /// Samples that a click may be off its exact place. Cutting at the nearest sample costs half of one.
  var clicks = 0.6
  var checksSound = true
}

/// Renders a film and holds every picture, stamp and click against the model; then holds what the passes
/// made of it against `-O0`.
func prove(_ film: Film, _ terms: ProofTerms = ProofTerms()) throws {
  let path = scratchPath("film." + film.container)
  defer { try? FileManager.default.removeItem(atPath: path) }
  let document = film.document(output: path)
  do {
    let optimised = try plan(document)
    try proveEqual(optimised, try plan(document, isOptimised: false))
    let report = try render(optimised)
    guard report.mostInputsOpen <= 16 else {
      throw Disproof(description: "\(report.mostInputsOpen) inputs open")
    }
    try FilmCheck(film: film, model: FilmModel(film), path: path, terms: terms).check()
  } catch let error as EngineError {
    throw Disproof(description: "\(error.message) \(error.details)\n\(document)")
  } catch {
    throw Disproof(description: "\(error)\n\(document)")
  }
}

/// The passes changed nothing that is seen or heard.
func proveEqual(_ optimised: RenderPlan, _ plain: RenderPlan) throws {
  guard
    optimised.picture != plain.picture || optimised.sound != plain.sound || optimised.inputs != plain.inputs
  else { return }
  let (a, b) = (try hashFrames(optimised), try hashFrames(plain))
  guard a != b else { return }
  let pictures = zip(a.pictures, b.pictures).enumerated().filter { $0.element.0 != $0.element.1 }.map(
    \.offset)
  let sound = zip(a.sound, b.sound).enumerated().filter { $0.element.0 != $0.element.1 }.map(\.offset)
  throw Disproof(
    description:
      "-O0 shows \(b.pictures.count) pictures, optimised \(a.pictures.count); they differ at frames"
      + " \(pictures.prefix(8)) and sound blocks \(sound.prefix(8))")
}

/// A rendered file beside its model.
struct FilmCheck {
  let film: Film
  let model: FilmModel
  let path: String
  let terms: ProofTerms

  func check() throws {
    try checkStamps()
    try checkPictures()
    if terms.checksSound { try checkSound() }
  }

  /// Picture *k* is stamped *k* / rate, to the container's own precision.
  private func checkStamps() throws {
    let stamps = try FilmReading.pictureStamps(path).stamps
    guard stamps.count == model.frameCount else {
      throw Disproof(description: "\(stamps.count) pictures in the file, \(model.frameCount) expected")
    }
    let precision = film.container == "mkv" ? Rational(1, 1000) : Rational(1, 60000)
    for (k, stamp) in stamps.enumerated() where (stamp - Rational(k) / film.rate).magnitude > precision {
      throw Disproof(description: "frame \(k) is stamped \(stamp)")
    }
  }

  private func checkPictures() throws {
    let whole = film.rows.indices.filter { film.rows[$0].part == nil && film.rows[$0].kind != "audio" }
    let parts = film.rows.indices.filter { film.rows[$0].part != nil }
    let read = try FilmReading.codes(path)
    for k in 0..<model.frameCount where !parts.contains(where: { model.rows[$0][k] != nil }) {
      try compare(read[k], whole.reversed().lazy.compactMap { model.rows[$0][k] }.first, k)
    }
    for row in parts {
      let read = try FilmReading.codes(path, part: film.rows[row].part)
      for k in 0..<model.frameCount where model.rows[row][k] != nil {
        try compare(read[k], model.rows[row][k], k)
      }
    }
  }

  private func compare(_ read: PictureCode?, _ expected: PictureCode?, _ k: Int) throws {
    guard read != expected else { return }
    func text(_ code: PictureCode?) -> String { code?.description ?? "no code" }
    throw Disproof(description: "frame \(k) shows \(text(read)), expected \(text(expected)) (source:picture)")
  }

  private func checkSound() throws {
    guard !model.stretches.isEmpty else { return }
    let (samples, start) = try FilmReading.sound(path)
    guard start.magnitude <= Rational(1, 1000) else {
      throw Disproof(description: "the sound starts at \(start)")
    }
    try SoundCheck(film: film, stretches: model.stretches, tolerance: terms.clicks, samples: samples).check()
  }
}

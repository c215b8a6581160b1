import FilterGraph
import MediaTypes

/// The chains between the film and its encoders, which only the written film has: hashes are of the film itself.
extension FilmGraph {
  /// The pads that are written.
  var writtenPicturePad: String { plan.output.pictureFinish == nil ? Self.picturePad : "coded" }
  var writtenSoundPad: String { plan.output.soundFinish == nil ? Self.soundPad : "codedsound" }

  /// One chain a line; empty where encoders take the film as it is.
  var finish: String {
    var chains: [FilterChain] = []
    if plan.picture != nil, let finish = plan.output.pictureFinish { chains += pictures(finish) }
    if plan.sound != nil, let finish = plan.output.soundFinish {
      var chain = FilterChain(from: [Self.soundPad], to: [writtenSoundPad])
      for filter in finish.filters { chain.add(filter) }
      chains.append(chain)
    }
    return chains.isEmpty ? "" : chains.map(\.text).joined(separator: ";\n") + "\n"
  }

  private func pictures(_ finish: PictureFinish) -> [FilterChain] {
    var first = FilterChain(from: [Self.picturePad], to: [writtenPicturePad])
    for filter in finish.filters { first.add(filter) }
    guard let palette = finish.palette else { return [first] }
    first.outputs = ["plain", "counted"]
    first.add(.split(2))
    var colors = FilterChain(from: ["counted"], to: ["palette"])
    colors.add(palette.make)
    var painted = FilterChain(from: ["plain", "palette"], to: [writtenPicturePad])
    painted.add(palette.use)
    return [first, colors, painted]
  }
}

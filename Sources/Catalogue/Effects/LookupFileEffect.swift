import Diagnostics
import FilterGraph
import Timeline

/// A grade from another program: a table of colours in a file.
package struct LookupFileEffect: PictureEffect {
  package var file: Setting<FilePath>?
  /// Where the file is on the machine, once the document's folder is known.
  package var path: String?

  package init() {}

  package static let name = "lut"
  package static let family = EffectFamily.color
  package static let principal: String? = "file"
  package static let space = EffectSpace.rgb(keepsAlpha: true)
  package static let declaration = Declaration<LookupFileEffect>(
    "lut", "A grade from another program: a table of colours (.cube, .3dl, .dat, .m3d, .csp).",
    examples: ["{lut: grade.cube}", "{lut: {file: grade.cube, amount: 0.5}}"],
    [
      Parameter(
        "file", \.file, "The table, relative to the document; it takes and gives BT.709.", required: true,
        example: "grade.cube")
    ])

  package func apply(to chain: inout EffectChain) {
    guard let path else { return }
    chain.add(Self.filter(reading: path))
  }

  /// FFmpeg's filter that applies the table; between its points, tetrahedra.
  package static func filter(reading path: String) -> Filter {
    Filter("lut3d", ["file": path, "interp": "tetrahedral"])
  }
}

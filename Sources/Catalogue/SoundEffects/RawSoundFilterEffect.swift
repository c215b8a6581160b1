import FilterGraph
import MediaTypes
import Timeline

/// A chain of FFmpeg's own sound filters: the way out where the catalogue has no effect for it. Refused under
/// `--safe`, because filters can read files.
package struct RawSoundFilterEffect: SoundEffect {
  package var chain: Setting<RawChain<SoundFilters>>?

  package init() {}

  package static let name = "filter"
  package static let principal: String? = "chain"
  package static let declaration = Declaration<RawSoundFilterEffect>(
    "filter", "FFmpeg's own sound filters, for what has no effect here; they keep the timing.",
    examples: ["{filter: \"highpass=f=200\"}", "{filter: \"acompressor=threshold=0.1:ratio=3,bass=g=4\"}"],
    [
      Parameter(
        "chain", \.chain, "Filters with named options, separated by commas.", required: true, example: "\"highpass=f=200\"")
    ])

  /// Each filter is given samples of the kind that it takes, and the sound leaves as it came.
  package func apply(to chain: inout SoundChain) {
    guard let filters = self.chain?.value.filters else { return }
    let converted = filters.flatMap { [Filter("aresample"), $0] }
    chain.add(
      converted + [.resample(to: chain.shape.rate, layout: chain.shape.layout.rawValue), .samples("fltp")], latency: 0)
  }
}

import Diagnostics
import FilterGraph
import MediaTypes
import Timeline

/// A chain of FFmpeg's own filters: the way out where the catalogue has no effect for it. Refused under
/// `--safe`, because filters can read files.
package struct RawFilterEffect: PictureEffect {
  package var chain: Setting<RawChain<PictureFilters>>?

  package init() {}

  package static let name = "filter"
  package static let family = EffectFamily.escape
  package static let principal: String? = "chain"
  package static let space = EffectSpace.working(keepsAlpha: false)
  package static let declaration = Declaration<RawFilterEffect>(
    "filter", "FFmpeg's own filters, for what has no effect here; they take 4:2:0 and keep the timing.",
    examples: ["{filter: \"hue=s=0\"}", "{filter: \"hue=h=30,eq=contrast=1.2:brightness=0.05\"}"],
    [Parameter("chain", \.chain, "Filters with named options, separated by commas.", required: true, example: "\"hue=s=0\"")])

  package var remembers: Bool { chain?.value.filters.allSatisfy(\.isTimeless) != true }

  /// The picture leaves as large as it came, whatever the filters do.
  package func apply(to chain: inout EffectChain) {
    guard let filters = self.chain?.value.filters else { return }
    chain.add(filters + [.scale(to: chain.site.size, from: .bt709, to: .bt709), .format(Self.space.format(alpha: false))])
  }
}

import FilterGraph
import MediaTypes
import Timeline

/// The picture turned within its frame.
package struct RotateEffect: PictureEffect {
  package var angle: Setting<AnimatedValue<Angle>>?

  package init() {}

  package static let name = "rotate"
  package static let family = EffectFamily.geometry
  package static let principal: String? = "angle"
  package static let space = EffectSpace.working(keepsAlpha: true)
  package static let makesAlpha = true
  package static let declaration = Declaration<RotateEffect>(
    "rotate",
    "The picture turned about its middle, within its frame; what turns out of it is cut off. The key 'rotate' turns all of an item.",
    examples: ["{rotate: 8}", "{rotate: {from: -4, to: 4, ease: in-out-sine}}"],
    [Parameter("angle", \.angle, "Degrees clockwise.", default: "5", example: "8")])

  package var isIdentity: Bool { angle?.value.constant?.degrees == 0 }

  /// The edges are smooth because the rim that is turned is clear, and has the picture's colours.
  package func apply(to chain: inout EffectChain) {
    let size = chain.site.size
    let angles = chain.site.values(angle, default: 5) { $0.degrees }
    let inner = PixelSize(width: size.width - 4, height: size.height - 4)
    chain.multiplyAlpha(by: chain.inset(chain.roundedMask(inner, radius: 0), by: 2, in: size))
    chain.add(.turn(within: size), animating: "angle", angles) { decimal($0) + "*PI/180" }
  }
}

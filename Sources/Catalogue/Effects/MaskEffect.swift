import FilterGraph
import MediaTypes
import Timeline

/// Lets a picture be seen as far as a shape reaches, or as another picture is bright or solid.
package struct MaskEffect: PictureEffect {
  package var mask = MaskClause()

  package init() {}

  package init(_ mask: MaskClause) { self.mask = mask }

  package static let name = "mask"
  package static let family = EffectFamily.keying
  package static let principal: String? = "src"
  package static let space = EffectSpace.working(keepsAlpha: true)
  package static let makesAlpha = true
  package static let declaration = Declaration<MaskEffect>(
    "mask", "The picture within a shape, or as far as another picture is bright or solid. The item's own 'mask' comes after all effects.",
    examples: ["{mask: {shape: ellipse, x: 5%, y: 5%, width: 90%, height: 90%, feather: 12}}", "{mask: matte.png}"],
    MaskClause.parameters.map { $0.lifted(\.mask) })

  package var isIdentity: Bool {
    let area = mask.area
    return mask.src == nil && area.shape?.value ?? .rectangle == .rectangle && area.invert?.value != true
      && [area.x, area.y, area.width, area.height].allSatisfy { $0 == nil }
      && (area.feather == nil || area.feather?.value.constant?.pixels.isZero == true)
  }

  package var matte: MaskClause? { mask.src == nil ? nil : mask }

  package var area: AreaClause? { mask.src == nil ? mask.area : nil }

  package func apply(to chain: inout EffectChain) {
    guard let shares = chain.matte else { return }
    chain.multiplyAlpha(by: mask.src == nil ? shares : chain.softened(shares, by: mask.area))
  }
}

/// Every picture effect, family by family, in the manual's order. A new effect is its file and one line here.
package let pictureEffects: [any PictureEffect.Type] = [
  // colour
  BrightnessEffect.self,
  // focus and texture
  BlurEffect.self,
]

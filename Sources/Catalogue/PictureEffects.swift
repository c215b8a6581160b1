/// Every picture effect, family by family, in the manual's order. A new effect is its file and one line here.
package let pictureEffects: [any PictureEffect.Type] = [
  // colour
  BrightnessEffect.self,
  ContrastEffect.self,
  SaturationEffect.self,
  GammaEffect.self,
  ExposureEffect.self,
  TemperatureEffect.self,
  TintEffect.self,
  HueEffect.self,
  CurvesEffect.self,
  ColorBalanceEffect.self,
  LevelsEffect.self,
  VintageEffect.self,
  SepiaEffect.self,
  BlackAndWhiteEffect.self,
  InvertEffect.self,
  PosterizeEffect.self,
  FadeToEffect.self,
  // focus and texture
  BlurEffect.self,
  // look
  CartoonEffect.self,
  EdgesEffect.self,
  GlitchEffect.self,
  RGBSplitEffect.self,
  VHSEffect.self,
  OldFilmEffect.self,
]

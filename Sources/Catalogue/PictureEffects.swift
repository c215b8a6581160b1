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
  LookupFileEffect.self,
  VintageEffect.self,
  SepiaEffect.self,
  BlackAndWhiteEffect.self,
  InvertEffect.self,
  PosterizeEffect.self,
  FadeToEffect.self,
  // focus and texture
  BlurEffect.self,
  SharpenEffect.self,
  PixelateEffect.self,
  GrainEffect.self,
  DenoiseEffect.self,
  GlowEffect.self,
  VignetteEffect.self,
  DebandEffect.self,
  // geometry
  CropEffect.self,
  FlipEffect.self,
  MirrorEffect.self,
  PerspectiveEffect.self,
  LensEffect.self,
  // keying
  ChromaKeyEffect.self,
  LumaKeyEffect.self,
  RoundedCornersEffect.self,
  BorderEffect.self,
  ShadowEffect.self,
  // look
  CartoonEffect.self,
  EdgesEffect.self,
  GlitchEffect.self,
  RGBSplitEffect.self,
  VHSEffect.self,
  OldFilmEffect.self,
  // time
  StrobeEffect.self,
  // escape
  RawFilterEffect.self,
]

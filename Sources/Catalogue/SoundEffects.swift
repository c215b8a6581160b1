/// Every sound effect in the manual's order. A new effect is its file and one line here.
package let soundEffects: [any SoundEffect.Type] = [
  EqualizerEffect.self,
  BassEffect.self,
  TrebleEffect.self,
  HighPassEffect.self,
  LowPassEffect.self,
  CompressorEffect.self,
  LimiterEffect.self,
  GateEffect.self,
  DenoiseSoundEffect.self,
  DeEssEffect.self,
  ReverbEffect.self,
  EchoEffect.self,
  PitchEffect.self,
  StereoWidthEffect.self,
  NormalizeEffect.self,
  RawSoundFilterEffect.self,
]

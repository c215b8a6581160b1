/// How a layer's colours meet those below it: the separable modes of W3C's Compositing and Blending, Level 1, and
/// a plain sum. Colours are taken as they are coded (gamma included), as editors and browsers take them.
public enum BlendMode: String, CaseIterable, Codable, Hashable, Sendable {
  case normal, multiply, screen, overlay, darken, lighten, add, difference
  case softLight = "soft-light"
  case hardLight = "hard-light"
  case colorDodge = "color-dodge"
  case colorBurn = "color-burn"
}

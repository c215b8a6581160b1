import FilterGraph
import MediaTypes
import Timeline

/// How a text looks, every choice made: pixels of the canvas.
struct TextLook {
  var face: TextFace
  var color: Color
  var outline: Rational
  var outlineColor: Color
  var shadow: Shadow?
  var box: Box?
  var align: TextAlign
  var lineSpacing: Rational
  /// The widest line; nil for what the safe area leaves.
  var wrap: Rational?
  var safe: SafeArea
  var letterCase: LetterCase
  var highlight: Color

  struct Shadow {
    var color: Color
    var x: Rational
    var y: Rational
    var blur: Rational
  }

  struct Box {
    var color: Color
    var padding: Rational
    var radius: Rational
  }

  /// - Parameter size: of a line, where the style names none.
  init(_ style: StyleClause, face: TextFace, canvas: PixelSize, standardSafe: SafeArea) {
    let size = face.size
    self.face = face
    color = style.color?.value ?? Color(red: 255, green: 255, blue: 255)
    let rim = style.outline?.value
    outline = rim.map { $0.isOff ? 0 : ($0.width?.value ?? .share(Rational(6, 100))).pixels(of: size) } ?? 0
    outlineColor = rim?.color?.value ?? .black
    if let clause = style.shadow?.value, !clause.isOff {
      func pixels(_ length: Setting<Length>?, _ share: Rational) -> Rational { (length?.value ?? .share(share)).pixels(of: size) }
      shadow = Shadow(
        color: clause.color?.value ?? Color(red: 0, green: 0, blue: 0, alpha: 160), x: pixels(clause.x, 0),
        y: pixels(clause.y, Rational(5, 100)), blur: pixels(clause.blur, Rational(4, 100)))
    }
    if let clause = style.box?.value, !clause.isOff {
      box = Box(
        color: clause.color?.value ?? Color(red: 0, green: 0, blue: 0, alpha: 176),
        padding: (clause.padding?.value ?? .share(Rational(1, 4))).pixels(of: size),
        radius: (clause.radius?.value ?? .pixels(0)).pixels(of: size))
    }
    align = style.align?.value ?? .center
    lineSpacing = style.lineSpacing?.value.value ?? 1
    wrap = style.wrap?.value.pixels(of: Rational(canvas.width))
    safe = style.safe?.value ?? standardSafe
    letterCase = style.letterCase?.value ?? .asWritten
    highlight = style.highlight?.value ?? Color(red: 255, green: 212, blue: 0)
  }

  var padding: Rational { box?.padding ?? 0 }

  /// Everything larger or smaller by a factor.
  func scaled(by factor: Rational) -> TextLook {
    guard factor != 1 else { return self }
    var look = self
    look.face.size = face.size * factor
    look.face.spacing = face.spacing * factor
    look.outline = outline * factor
    look.shadow = shadow.map { Shadow(color: $0.color, x: $0.x * factor, y: $0.y * factor, blur: $0.blur * factor) }
    look.box = box.map { Box(color: $0.color, padding: $0.padding * factor, radius: $0.radius * factor) }
    return look
  }
}

extension SafeArea {
  /// The area on a canvas, pixels.
  func rect(on canvas: PixelSize) -> ExactRect {
    let (width, height) = (Rational(canvas.width), Rational(canvas.height))
    let (left, top) = (width * Rational(insets.left, 1000), height * Rational(insets.top, 1000))
    return ExactRect(
      x: left, y: top, width: width - left - width * Rational(insets.right, 1000),
      height: height - top - height * Rational(insets.bottom, 1000))
  }
}

extension StyleClause {
  /// What this style leaves open, from another.
  func completed(by base: StyleClause) -> StyleClause {
    var style = self
    style.font = font ?? base.font
    style.weight = weight ?? base.weight
    style.italic = italic ?? base.italic
    style.size = size ?? base.size
    style.color = color ?? base.color
    style.outline = outline ?? base.outline
    style.shadow = shadow ?? base.shadow
    style.box = box ?? base.box
    style.align = align ?? base.align
    style.lineSpacing = lineSpacing ?? base.lineSpacing
    style.letterSpacing = letterSpacing ?? base.letterSpacing
    style.wrap = wrap ?? base.wrap
    style.safe = safe ?? base.safe
    style.letterCase = letterCase ?? base.letterCase
    style.highlight = highlight ?? base.highlight
    style.animate = animate ?? base.animate
    return style
  }
}

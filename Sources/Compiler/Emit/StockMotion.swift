import FilterGraph
import MediaTypes
import Timeline

/// What stands for a motion in a script for stock FFmpeg: a cubic `perspective` a frame. It takes its samples at
/// 1/256 of a pixel, in 8 bits, and does not widen its filter where it shrinks; `Docs/Motion.md` says how far it differs.
func stockFilters(_ motion: Motion) -> [Filter] {
  let isShares = motion.pixelFormat == "gray", hasAlpha = motion.pixelFormat.contains("a") && !isShares
  let rim = hasAlpha || isShares ? 4 : 0
  let size = PixelSize(
    width: max(motion.entering.width + 2 * rim, motion.size.width), height: max(motion.entering.height + 2 * rim, motion.size.height))
  let corners = motion.poses.map { pose in
    [(0, 0), (size.width, 0), (0, size.height), (size.width, size.height)].map { pixel in
      let across = pose.window.width / max(0.0001, pose.place.width), down = pose.window.height / max(0.0001, pose.place.height)
      return (
        x: pose.window.x + (Double(pixel.0) + 0.5 - pose.place.x) * across - 0.5 + Double(rim),
        y: pose.window.y + (Double(pixel.1) + 0.5 - pose.place.y) * down - 0.5 + Double(rim)
      )
    }
  }
  var filters = [Filter("setpts", ["expr": "N"])]
  if hasAlpha {
    // Premultiplied with a clear rim, so that edges are as smooth and no black bleeds in.
    let full = [Filter.scale(to: motion.entering, from: .bt709, to: .bt709), .format("yuva444p"), .premultiply]
    filters += full + [.clearMargin(x: rim, y: rim, in: size), .moveCorners(corners), .unpremultiply]
    filters += [.scale(to: size, from: .bt709, to: .bt709), .format(motion.pixelFormat)]
  } else if isShares {
    filters += Filter.insetOfShares(x: rim, y: rim, in: size) + [.moveCorners(corners)]
  } else {
    let plain = CanvasColor.shallow(motion.pixelFormat)
    func brought(to format: String, _ size: PixelSize) -> [Filter] { [.scale(to: size, from: .bt709, to: .bt709), .format(format)] }
    if let plain { filters += brought(to: plain, motion.entering) }
    if size != motion.entering {
      filters.append(.plainMargin(in: size))
      filters.append(.smearedBorders(x: 0, y: 0, around: motion.entering, in: size))
    }
    filters.append(.moveCorners(corners))
    if plain != nil { filters += brought(to: motion.pixelFormat, size) }
  }
  return size == motion.size ? filters : filters + [.crop(x: 0, y: 0, motion.size)]
}

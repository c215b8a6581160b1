import MediaTypes

extension BlendMode: WordChoice {
  package var help: String {
    switch self {
    case .normal: "Covers what is below."
    case .multiply: "Darkens: white leaves what is below as it is."
    case .screen: "Brightens: black leaves what is below as it is."
    case .overlay: "Darkens the dark and brightens the bright of what is below."
    case .darken: "The darker of both, in each primary."
    case .lighten: "The brighter of both, in each primary."
    case .add: "The sum, up to white: light on light."
    case .difference: "How far both are apart."
    case .softLight: "Darkens or brightens softly, as the layer is dark or bright."
    case .hardLight: "Multiplies where the layer is dark, screens where it is bright."
    case .colorDodge: "Brightens what is below until it shines."
    case .colorBurn: "Darkens what is below until it burns in."
    }
  }
}

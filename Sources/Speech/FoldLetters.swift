/// A word in the letters that flite reads: English ones, digits and ASCII's signs. Accents fall off, typographic signs
/// become typewriter's, letters of other scripts are left out.
func folded(_ word: String) -> String {
  var result = ""
  for scalar in word.unicodeScalars {
    if scalar.isASCII {
      if scalar.value > 0x20, scalar.value < 0x7F { result.unicodeScalars.append(scalar) }
    } else if let plain = plainLetters[scalar] {
      result += plain
    }
  }
  return result
}

private let plainLetters: [Unicode.Scalar: String] = {
  let rows = [
    ("A", "ÀÁÂÃÄÅĀĂĄ"), ("a", "àáâãäåāăą"), ("C", "ÇĆĈĊČ"), ("c", "çćĉċč"), ("D", "ĎĐÐ"), ("d", "ďđð"), ("E", "ÈÉÊËĒĔĖĘĚ"),
    ("e", "èéêëēĕėęě"), ("G", "ĜĞĠĢ"), ("g", "ĝğġģ"), ("I", "ÌÍÎÏĨĪĬĮİ"), ("i", "ìíîïĩīĭįı"), ("L", "ĹĻĽŁ"), ("l", "ĺļľł"),
    ("N", "ÑŃŅŇ"), ("n", "ñńņň"), ("O", "ÒÓÔÕÖØŌŎŐ"), ("o", "òóôõöøōŏő"), ("R", "ŔŖŘ"), ("r", "ŕŗř"), ("S", "ŚŜŞŠ"),
    ("s", "śŝşš"), ("T", "ŢŤ"), ("t", "ţť"), ("U", "ÙÚÛÜŨŪŬŮŰŲ"), ("u", "ùúûüũūŭůűų"), ("Y", "ÝŸ"), ("y", "ýÿ"), ("Z", "ŹŻŽ"),
    ("z", "źżž"), ("ae", "æ"), ("Ae", "Æ"), ("oe", "œ"), ("Oe", "Œ"), ("ss", "ß"), ("th", "þ"), ("Th", "Þ"), ("'", "’‘ʼ"),
    ("\"", "“”„«»"), ("--", "–—"), ("...", "…"), ("-", "‐‑"),
  ]
  return Dictionary(rows.flatMap { plain, letters in letters.unicodeScalars.map { ($0, plain) } }) { first, _ in first }
}()

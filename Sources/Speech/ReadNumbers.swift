/// Other ways in which people say a number than flite's: `2019` is twenty nineteen, or two thousand and nineteen.
/// - Parameter token: as written: `$1,200`, `12%`.
/// - Returns: English words; none for what is no plain whole number.
func numberReadings(_ token: String) -> [[String]] {
  var text = token.filter { $0 != "," }
  while let last = text.last, ".;:!?\")".contains(last) { text.removeLast() }
  var after: [[String]] = [[]]
  if text.first == "$" { (text, after) = (String(text.dropFirst()), [["dollars"]]) }
  if text.last == "%" { (text, after) = (String(text.dropLast()), [["percent"], ["per", "cent"]]) }
  guard (1...6).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text) else { return [] }
  var readings = [cardinal(number, joint: []), cardinal(number, joint: ["and"])]
  if (1100...9999).contains(number), number % 1000 > 9 || number % 100 == 0 {
    let (century, rest) = (number / 100, number % 100)
    let end = rest == 0 ? ["hundred"] : rest < 10 ? ["oh"] + belowHundred(rest) : belowHundred(rest)
    if century % 10 != 0 || rest > 0 { readings.append(belowHundred(century) + end) }
  }
  return unique(readings).flatMap { reading in after.map { reading + $0 } }
}

private func unique(_ readings: [[String]]) -> [[String]] {
  readings.enumerated().filter { !readings[..<$0.offset].contains($0.element) }.map(\.element)
}

/// - Parameter joint: what stands between the hundreds and the rest.
private func cardinal(_ number: Int, joint: [String]) -> [String] {
  if number < 100 { return belowHundred(number) }
  if number < 1000 {
    return belowHundred(number / 100) + ["hundred"] + (number % 100 == 0 ? [] : joint + belowHundred(number % 100))
  }
  let rest = number % 1000
  let tail = rest == 0 ? [] : rest < 100 ? joint + belowHundred(rest) : cardinal(rest, joint: joint)
  return cardinal(number / 1000, joint: joint) + ["thousand"] + tail
}

private func belowHundred(_ number: Int) -> [String] {
  let small = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
  ]
  let tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
  if number < 20 { return [small[number]] }
  return [tens[number / 10]] + (number % 10 == 0 ? [] : [small[number % 10]])
}

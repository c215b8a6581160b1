/// Caption files that golden documents name: good ones, and one for each thing that can be wrong.
enum CaptionShelf {
  static let texts = [
    "talk.srt": """
    \u{FEFF}1\r
    00:00:00,200 --> 00:00:01,000\r
    Hello <i>there</i> &amp; welcome\r
    \r
    2\r
    00:00:01,200 --> 00:00:02,000\r
    {\\an8}Two lines\r
    as written\r
    """,
    "timed.vtt": """
    WEBVTT - a talk

    NOTE nothing to see

    intro
    00:00.200 --> 00:01.000 line:10% align:start
    <v Ada>One <00:00.400>two <00:00.600><c.yellow>three</c>
    """,
    "placed.vtt": """
    WEBVTT

    00:00.000 --> 00:01.000 position:10% align:start line:30%
    Left

    00:01.000 --> 00:02.000 position:90% align:end line:50%,center
    Right

    00:02.000 --> 00:03.000 line:-2 size:50% align:middle
    Above

    00:03.000 --> 00:04.000 align:start line:90%
    שלום

    00:04.000 --> 00:05.000 position:x% line:1e9 align:
    Plain
    """,
    "pads.srt": """
    1
    00:00:00,000 --> 00:00:01,000
    {\\an4}Left

    2
    00:00:01,000 --> 00:00:02,000
    {\\an9}Above
    """,
    "styled.ass": """
    [Script Info]
    PlayResX: 320
    PlayResY: 180

    [V4+ Styles]
    Format: Name, Fontname, Fontsize
    Style: Default,DejaVu Sans,20

    [Events]
    Format: Layer, Start, End, Style, Text
    Dialogue: 0,0:00:00.20,0:00:00.60,Default,{\\b1}Bold\\Nwords
    Dialogue: 0,0:00:00.40,0:00:01.00,Default,More
    """,
    "ours.json":
      #"{"words": [{"text": "Hello", "start": 0.2, "end": 0.5}, {"text": "there.", "start": 0.5, "end": 0.8}, {"text": "Bye", "start": 1}]}"#,
    "whisper.json":
      #"{"segments": [{"start": 0.2, "end": 1.0, "text": " Hello there", "words": [{"word": " Hello", "start": 0.2, "end": 0.5}, {"word": " there"}]}]}"#,
    "wild.srt": """
    this belongs nowhere
    00:00:00,200 --> 00:00:01,000
    First
    2
    00:00:00,900 --> 00:00:01,200
    Overlaps
    3
    00:00:03,000 --> 00:00:02,000
    Backwards

    00:00:01,500 --> 00:00:01,500
    Empty

    00:00:00,100 --> 00:00:00,150
    Early
    """,
    "times.srt": "1\n00:00:01,000 -> 2\n00:00:00,1x0 --> 00:00:02,000\nHello\n",
    "headless.vtt": "00:00.200 --> 00:01.000\nHello\n",
    "empty.srt": "\n\n",
    "broken-words.json": #"{"words": [{"text": "Hello", "start": 0.2, "end": 0.5}, {"start": 1}]}"#,
    "no-words.json": #"{"text": "Hello"}"#,
  ]
}

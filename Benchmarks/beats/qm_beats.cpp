// Prints QM-DSP's beats of mono floats at 44.1 kHz on standard input as score.py reads them, with the settings of the
// library's own Vamp plug-in: complex spectral difference, steps of 512, TempoTrackV2.
//   g++ -O2 qm_beats.cpp -lqm-dsp -o qm_beats     (Debian: libqm-dsp-dev)
//   ffmpeg -i SONG -ac 1 -ar 44100 -f f32le - | qm_beats
#include <qm-dsp/dsp/onsets/DetectionFunction.h>
#include <qm-dsp/dsp/tempotracking/TempoTrackV2.h>

#include <cstdio>
#include <vector>

int main() {
  const int rate = 44100, step = 512, length = 1024;
  std::vector<double> samples;
  float block[4096];
  while (size_t count = fread(block, sizeof(float), 4096, stdin)) samples.insert(samples.end(), block, block + count);

  DFConfig config = {step, length, DF_COMPLEXSD, 3, false, -1, -1};
  DetectionFunction function(config);
  std::vector<double> strength;
  for (size_t start = 0; start < samples.size(); start += step) {
    std::vector<double> frame(length, 0.0);
    for (size_t k = 0; k < length && start + k < samples.size(); k++) frame[k] = samples[start + k];
    strength.push_back(function.processTimeDomain(frame.data()));
  }
  while (!strength.empty() && strength.back() <= 0) strength.pop_back();
  // The first two have nothing before them to differ from; beats are counted without them.
  std::vector<double> known(strength.begin() + (strength.size() > 2 ? 2 : 0), strength.end());
  std::vector<double> periods(known.size(), 0.0), tempi, beats;
  TempoTrackV2 tracker(rate, step);
  tracker.calculateBeatPeriod(known, periods, tempi);
  tracker.calculateBeats(known, periods, beats);

  printf("{\"bpm\": %f, \"beats\": [", tempi.empty() ? 0.0 : tempi[tempi.size() / 2]);
  for (size_t k = 0; k < beats.size(); k++) printf("%s%f", k ? ", " : "", (beats[k] + 2) * step / rate);
  printf("]}\n");
}

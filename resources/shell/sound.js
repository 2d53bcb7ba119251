// Sounds the tone of a high alarm, again and again, for as long as this page lives: the control room's page is dead, and can't.
// The same pattern as the page's own (src-renderer/control-room/frame/tones.ts), so that nobody has to learn another.
const pulses = [0, 0.16, 0.32, 0.64, 0.8];
const lengthS = 0.12;
const repeatMs = 2000;
const loudness = 0.9;

const audio = new AudioContext();

function pulse(atS, hertz, share) {
  const startS = audio.currentTime + 0.02 + atS;
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  oscillator.frequency.value = hertz;
  gain.gain.setValueAtTime(0, startS);
  gain.gain.linearRampToValueAtTime(loudness * share, startS + 0.015);
  gain.gain.setValueAtTime(loudness * share, startS + lengthS - 0.03);
  gain.gain.linearRampToValueAtTime(0, startS + lengthS);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(startS);
  oscillator.stop(startS + lengthS + 0.02);
}

function sound() {
  for (const [at, atS] of pulses.entries()) {
    const hertz = at < 3 ? 880 : 1175;
    pulse(atS, hertz, 0.8);
    pulse(atS, hertz * 2, 0.2);
  }
}

sound();
setInterval(sound, repeatMs);

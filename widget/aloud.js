// Reading aloud, by voices that live on this device alone: any other would send the words away.

/** Reads messages aloud once somebody has asked for it; where no local voice is, nothing offers it. */
export class Aloud {
  /** `tick` is the box that asks for it, `stop` the button that ends it, `list` holds the messages. */
  constructor({ aloud, aloudLine, stopReading, list }) {
    this.voices = window.speechSynthesis;
    this.parts = { aloud, aloudLine, stopReading, list };
    if (!this.voices) return;
    this.voices.addEventListener('voiceschanged', () => this.offer());
    aloud.addEventListener('change', () => this.offer());
    stopReading.addEventListener('click', () => { this.stop(); aloud.focus(); });
    this.offer();
  }

  /** Shows what can be had in the language of the page. */
  offer() {
    const { aloud, aloudLine, list } = this.parts;
    aloudLine.hidden = !this.voiceOf(document.documentElement.lang);
    this.on = aloud.checked && !aloudLine.hidden;
    list.classList.toggle('aloud', this.on);
    if (!this.on) this.stop();
  }

  voiceOf(lang) {
    const local = this.voices ? this.voices.getVoices().filter(voice => voice.localService) : [];
    const start = lang.split('-')[0].toLowerCase();
    return local.find(voice => voice.lang.toLowerCase().split(/[-_]/)[0] === start);
  }

  /** Reads one message, each part of it by a voice of its language; a part without a voice is left out. */
  read(item) {
    item.querySelectorAll('.text').forEach(part => {
      const { lang } = part.closest('[lang]');
      const voice = this.voiceOf(lang);
      if (!voice) return;
      const speech = new SpeechSynthesisUtterance(part.textContent);
      speech.lang = lang;
      speech.voice = voice;
      speech.onend = () => { this.parts.stopReading.hidden = !this.voices.pending; };
      this.parts.stopReading.hidden = false;
      this.voices.speak(speech);
    });
  }

  stop() {
    if (this.voices) this.voices.cancel();
    this.parts.stopReading.hidden = true;
  }
}

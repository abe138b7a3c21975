// <heard-chat>: the conversation. The page brings the frame, the words and the people to call; this
// element fills the log and asks the questions. It knows nothing of the procedure.

import { Aloud } from './aloud.js';
import { TOLD_BEFORE, onQuiet } from './away.js';
import { Gateway, Refused, newId } from './gateway.js';
import { canKeep, keep, kept } from './kept.js';
import { onThreeShifts } from './leave.js';
import { followLook, print } from './look.js';
import { button, fill, make, messageItem, pictureOf } from './messages.js';

/** The questions whose answer may be a whole story (contract: 20,000 characters; elsewhere 1,000). */
const STORIES = [
  'what_happened', 'desired_outcome', 'why_late', 'escalation_reason', 'withdraw_reason', 'anything_else',
];
const LONG = 20000;
const SHORT = 1000;
/** A quick answer needs no "writing": said twice, it would only be noise to a screen reader. */
const WRITING_AFTER = 500;
/** The share of the window's height that what stays in place may take. */
const CRAMPED = 0.4;
const SIMPLER = { adult: 'teen', teen: 'child' };

/** Characters as the server counts them. */
const lengthOf = text => Array.from(text).length;

class HeardChat extends HTMLElement {
  connectedCallback() {
    if (this.gateway) return;
    const part = name => this.querySelector('[data-part="' + name + '"]');
    this.parts = {};
    this.querySelectorAll('[data-part]').forEach(element => { this.parts[element.dataset.part] = element; });
    this.voice = JSON.parse(part('voice').textContent);
    this.words = this.voice.words;
    this.usualBand = this.voice.age_band;
    this.shown = new Map();
    this.gateway = new Gateway((error, seconds, tries) => this.waiting(error, seconds, tries));
    this.question = null;
    this.unsent = null;
    this.busy = false;
    this.felt = '';
    this.framed = window.parent !== window;
    this.aloud = new Aloud(this.parts);
    this.listen();
    this.settings();
    this.start();
    this.tellHost('ready');
  }

  // --- Listening ---------------------------------------------------------------------------------

  listen() {
    const { leave, close, form, box, simpler, language, shift, help, log, unknown } = this.parts;
    leave.addEventListener('click', event => { event.preventDefault(); this.leave(); });
    close.hidden = !this.framed;
    close.addEventListener('click', () => this.tellHost('close'));
    onThreeShifts(() => { if (shift.checked) this.leave(); });
    shift.addEventListener('change', () => this.tellHost(shift.checked ? 'shift-on' : 'shift-off'));
    addEventListener('message', event => {
      const fromHost = event.source === window.parent && event.origin === this.dataset.host;
      if (fromHost && event.data === 'heard:exit') this.leave();
    });
    document.addEventListener('keydown', event => {
      if (event.key !== 'Escape') return;
      if (help.open) {
        help.open = false;
        help.querySelector('summary').focus();
      } else {
        this.tellHost('close');
      }
    });

    form.hidden = false;
    form.addEventListener('submit', event => { event.preventDefault(); this.submit(); });
    box.addEventListener('keydown', event => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.submit();
    });
    box.addEventListener('input', () => this.measure());
    unknown.addEventListener('click', () => this.deliver({ text: this.words.dont_know }, this.words.dont_know));
    log.hidden = false;
    if (window.ResizeObserver) {
      const sizes = new ResizeObserver(() => this.fit());
      sizes.observe(this.parts.bar);
      sizes.observe(form);
    }

    simpler.addEventListener('click', () => {
      this.speak({ age_band: SIMPLER[this.voice.age_band] || this.usualBand });
    });
    if (language) language.addEventListener('change', () => this.speak({ locale: language.value }));
  }

  /** The panel of look and sound, the feelings, and the cover over a chat that nobody uses. */
  settings() {
    const { look, printAll, keptHere, keptLine, feel, notSafe, help, show } = this.parts;
    followLook(look);
    printAll.addEventListener('click', () => print());
    keptLine.hidden = !canKeep();
    keptHere.addEventListener('change', () => keep(keptHere.checked && this.gateway.token));
    feel.addEventListener('change', event => this.feeling(event.target.parentElement.textContent.trim()));
    notSafe.addEventListener('click', () => {
      help.open = true;
      help.querySelector('summary').focus();
    });
    const soon = () => this.say(fill(this.words.away_soon, { minutes: TOLD_BEFORE }));
    onQuiet(soon, () => this.say(''), () => this.cover());
    show.addEventListener('click', () => this.uncover());
  }

  /** Hides the conversation from whoever passes; the way out and the people to call stay. */
  cover() {
    const { away, talk, show } = this.parts;
    if (talk.hidden) return;
    this.usedLast = document.activeElement;
    this.aloud.stop();
    talk.hidden = true;
    away.hidden = false;
    show.focus();
  }

  uncover() {
    const { away, box, talk } = this.parts;
    away.hidden = true;
    talk.hidden = false;
    this.say('');
    (talk.contains(this.usedLast) ? this.usedLast : box).focus();
  }

  /** Puts how somebody feels into the box, in the place of what they chose before; they send it or not. */
  feeling(felt) {
    const { box } = this.parts;
    const before = this.felt && box.value.includes(this.felt) ? this.felt : null;
    this.felt = this.words.feelings + ': ' + felt + '.';
    if (before) box.value = box.value.replace(before, this.felt);
    else box.value = box.value.trim() ? box.value.replace(/\s+$/, '') + '\n' + this.felt : this.felt;
    this.measure();
  }

  /** Bare signals for the page around the frame; never a word of the conversation. */
  tellHost(what) {
    if (this.framed && this.dataset.host) window.parent.postMessage('heard:' + what, this.dataset.host);
  }

  /** Blank first, then the token, then the server's copy; Back must not bring the page here again. */
  leave() {
    document.body.textContent = '';
    this.aloud.stop();
    keep(null);
    document.title = new URL(this.dataset.leave).hostname;
    this.gateway.end();
    if (this.framed && this.dataset.host) this.tellHost('exit');
    else location.replace(this.dataset.leave);
  }

  /** Large text in a small window: what stays in place must not hide what it stands over. */
  fit() {
    const tooTall = part => part.offsetHeight > window.innerHeight * CRAMPED;
    this.classList.remove('cramped');
    this.classList.toggle('cramped', tooTall(this.parts.bar));
    this.classList.toggle('tall-form', tooTall(this.parts.form));
  }

  // --- The conversation --------------------------------------------------------------------------

  async start() {
    this.hush();
    await this.attempt(async () => {
      const answer = await this.resume() || await this.open();
      this.parts.list.textContent = '';
      this.shown.clear();
      this.show(answer.messages);
      this.follow(answer);
    }, () => this.start());
  }

  async open() {
    const start = { locale: this.voice.locale };
    if (this.dataset.council) start.council = this.dataset.council;
    if ('band' in this.dataset) start.age_band = this.voice.age_band;
    const answer = await this.gateway.open(start);
    if (this.parts.keptHere.checked) keep(this.gateway.token);
    return answer;
  }

  /** The chat that was to be kept while the page loads again; null where there is none any more. */
  async resume() {
    const token = kept();
    if (!token) return null;
    keep(null);
    this.gateway.token = token;
    try {
      const answer = await this.gateway.history();
      this.parts.keptHere.checked = true;
      keep(token);
      return answer;
    } catch (error) {
      this.gateway.token = null;
      if (error instanceof Refused) return null;
      keep(token);
      throw error;
    }
  }

  submit() {
    const { box } = this.parts;
    this.wrongDate('');
    let text = box.value.trim() && box.value;
    if (this.asksDate() && this.dateGiven()) {
      const date = this.date();
      if (!date) {
        this.wrongDate(this.words.date_wrong);
        return;
      }
      text = text ? date + ', ' + text : date;
    }
    const over = lengthOf(text) - this.limit();
    if (!text) this.say(this.words.empty);
    else if (over > 0) this.say(fill(this.words.too_long, { over }));
    else this.deliver({ text }, text);
  }

  /** Sends what was said; what was typed stays in the box until the server has answered. */
  async deliver(said, spoken) {
    if (this.busy) return;
    if (!this.gateway.token) {
      this.start();
      return;
    }
    this.hush();
    const body = JSON.stringify(said);
    const uncertain = this.unsent && this.unsent.body !== body;
    if (!this.unsent || uncertain) this.unsent = { id: newId(), body };
    const { id } = this.unsent;
    const asked = this.question && this.question.asks;
    await this.attempt(async () => {
      const answer = await this.gateway.say(id, said);
      this.unsent = null;
      if (uncertain) {
        this.show((await this.gateway.history()).messages);
      } else {
        const mine = { id, from: 'person', text: spoken, dir: 'auto' };
        this.show(answer.messages.some(one => one.from === 'person') ? answer.messages : [mine, ...answer.messages]);
      }
      // A text longer than the server takes is answered kindly with the same question: it stays to be cut.
      const askedAgain = this.question && this.question.asks === asked;
      if (said.text && !(askedAgain && lengthOf(said.text) > SHORT)) this.emptyBox();
      this.follow(answer);
    }, () => this.deliver(said, spoken));
  }

  /** Another age band or language: the last question again, in the new voice. */
  async speak(voice) {
    if (this.busy || !this.gateway.token) return;
    this.hush();
    await this.attempt(async () => {
      const answer = await this.gateway.speak(voice);
      await this.wear(Object.assign({}, this.voice, voice));
      this.show(answer.messages, true);
    }, () => this.speak(voice));
  }

  /** Follows the server where it changed the voice by itself, as when a parent has said so. */
  async follow(answer) {
    const { locale, age_band: band } = answer;
    if (!band || (band === this.voice.age_band && (!locale || locale === this.voice.locale))) return;
    this.usualBand = band;
    await this.wear({ locale: locale || this.voice.locale, age_band: band });
  }

  /** The page's own words in another voice; those it has stay if the new ones cannot be had. */
  async wear({ locale, age_band: band }) {
    const query = new URLSearchParams({ locale, age_band: band });
    try {
      this.voice = await (await fetch('/widget/words?' + query, { credentials: 'omit' })).json();
    } catch (error) {
      return;
    }
    this.words = this.voice.words;
    document.documentElement.lang = this.voice.locale;
    document.documentElement.dir = this.voice.dir;
    this.querySelectorAll('[data-word]').forEach(element => {
      element.textContent = this.words[element.dataset.word];
    });
    this.querySelectorAll('[data-english]').forEach(element => {
      element.textContent = this.voice.english[element.dataset.english] || '';
    });
    this.querySelectorAll('[data-label]').forEach(element => {
      element.setAttribute('aria-label', this.words[element.dataset.label]);
    });
    this.parts.simplerWord.textContent = this.words[SIMPLER[this.voice.age_band] ? 'simpler' : 'usual'];
    this.labelBox();
    this.aloud.offer();
  }

  // --- When it does not go well ------------------------------------------------------------------

  /** Does `act`; whatever goes wrong is said in words, with a way on. */
  async attempt(act, again) {
    this.setBusy(true);
    this.writing = setTimeout(() => this.say(this.words.writing), WRITING_AFTER);
    try {
      await act();
      this.hush();
    } catch (error) {
      await this.explain(error, again);
    } finally {
      clearTimeout(this.writing);
      this.setBusy(false);
    }
  }

  waiting(error, seconds, tries) {
    clearTimeout(this.writing);
    if (error.status === 429) this.say(fill(this.words.waiting_for, { seconds }));
    else this.say(this.words.waiting);
    if (tries === 1 && error.status === 503) this.reveal(this.add(error.messages));
    if (tries > 1) this.notice(this.words.people);
  }

  async explain(error, again) {
    const refused = error instanceof Refused;
    if (!this.gateway.token && !(refused && error.status === 401)) {
      this.say(this.words.not_open);
      this.notice(this.words.people, button(this.words.retry, null, again));
    } else if (refused && error.status === 401) {
      this.gateway.token = null;
      this.unsent = null;
      keep(null);
      this.say(this.words.ended);
      this.notice(this.words.people, button(this.words.start_again, null, () => this.start()));
    } else if (refused && error.status === 409) {
      this.unsent = null;
      this.hush();
      await this.catchUp(error.messages);
    } else if (refused && error.status < 500 && error.status !== 429) {
      this.unsent = null;
      this.add(error.messages);
      this.say(this.words.refused);
      this.notice(this.words.people);
    } else {
      if (error.status === 429) this.add(error.messages);
      this.say(this.words.kept);
      this.notice(this.words.people, button(this.words.retry, null, again));
    }
  }

  /** What the server has is what was said: shows what is missing here. */
  async catchUp(messages) {
    try {
      this.show((await this.gateway.history()).messages);
    } catch (error) {
      this.show(messages);
    }
  }

  /** A line in the status; the one place that speaks without being asked. */
  say(words) {
    this.parts.status.textContent = words;
    if (words && this.shown.size) this.parts.status.scrollIntoView({ block: 'nearest' });
  }

  /** Under the status: what can be done now, and people to call, who need no server. */
  notice(words, action) {
    const people = this.parts.people.cloneNode(true);
    people.removeAttribute('data-part');
    this.parts.notice.textContent = '';
    if (action) this.parts.notice.append(make('div', { class: 'row' }, action));
    this.parts.notice.append(make('p', {}, words), people);
    this.parts.notice.hidden = false;
    this.parts.status.scrollIntoView({ block: 'start' });
  }

  hush() {
    this.say('');
    if (this.parts.notice.contains(document.activeElement)) this.refocus();
    this.parts.notice.hidden = true;
    this.parts.notice.textContent = '';
  }

  setBusy(busy) {
    this.busy = busy;
    this.parts.box.readOnly = busy;
    this.querySelectorAll('[data-part="choices"] button, [data-part="send"], [data-part="unknown"]').forEach(one => {
      one.setAttribute('aria-disabled', String(busy));
    });
  }

  // --- Showing -----------------------------------------------------------------------------------

  /** Adds messages; the last of the assistant's is the one that is answered next. */
  show(messages, again) {
    const first = this.add(messages, again);
    const said = messages.filter(message => message.from === 'assistant');
    if (said.length) this.ask(said[said.length - 1]);
    this.reveal(first);
  }

  /**
   * Adds the messages that are not yet there, whole and in order; `again` renders known ones anew.
   * A receipt is never rendered anew: only its first telling has the key. Gives back the first new
   * item to be read, or null.
   */
  add(messages, again) {
    const opening = !this.shown.size;
    let first = null;
    messages.forEach(message => {
      const known = this.shown.get(message.id);
      if (known && (!again || message.receipt)) return;
      const item = messageItem(message, this.words, words => this.say(words), one => this.hear(one));
      if (known) known.replaceWith(item);
      else this.parts.list.append(item);
      this.shown.set(message.id, item);
      if (message.from !== 'assistant') return;
      first = first || item;
      if (!opening && this.aloud.on) this.aloud.read(item);
    });
    return opening ? null : first;
  }

  /** Reads one message aloud, and nothing besides. */
  hear(item) {
    this.aloud.stop();
    this.aloud.read(item);
  }

  /** Scrolls to the end, but never past the beginning of what is new. */
  reveal(first) {
    if (!first) return;
    scrollTo(0, document.documentElement.scrollHeight);
    if (first.getBoundingClientRect().top < this.parts.bar.offsetHeight) first.scrollIntoView({ block: 'start' });
  }

  /** Makes `message` the one that is answered: its choices, its step, its kind of field. */
  ask(message) {
    const { choices, progress, meter, dateFields, unknown, feel } = this.parts;
    this.question = message;
    const buttons = (message.choices || []).map(choice => (
      button(choice.title, pictureOf(choice), () => this.choose(choice))
    ));
    if (choices.contains(document.activeElement)) this.refocus();
    choices.textContent = '';
    choices.append(...buttons);
    choices.hidden = !buttons.length;

    progress.hidden = !message.progress;
    if (message.progress) {
      this.parts.step.textContent = fill(this.words.step, message.progress);
      meter.max = message.progress.of;
      meter.value = message.progress.step;
    }

    dateFields.hidden = !this.asksDate();
    unknown.hidden = !this.asksDate() || buttons.length > 0;
    feel.hidden = message.asks !== 'what_happened' || this.voice.age_band === 'adult';
    this.labelBox();
  }

  choose(choice) {
    if (this.busy) return;
    this.refocus();
    this.deliver({ choice: choice.id }, choice.title);
  }

  labelBox() {
    const { box, boxWord } = this.parts;
    const input = (this.question && this.question.input) || 'text';
    const word = this.asksDate() ? 'box_date' : input === 'choice' ? 'box_choices' : 'box';
    boxWord.dataset.word = word;
    boxWord.textContent = this.words[word];
    box.inputMode = input === 'contact' ? 'email' : 'text';
    box.spellcheck = input !== 'contact';
    this.measure();
  }

  /** Where focus goes when what had it is about to go; a phone's keyboard would hide the question. */
  refocus() {
    const noKeyboard = matchMedia('(hover: none)').matches;
    (noKeyboard ? this.parts.log : this.parts.box).focus({ preventScroll: true });
  }

  // --- The box and the date ----------------------------------------------------------------------

  limit() {
    const asks = this.question && this.question.asks;
    return !asks || STORIES.includes(asks) ? LONG : SHORT;
  }

  /** Lets the box grow with what is in it, away from the question; counts only where the limit is near. */
  measure() {
    const { box, count } = this.parts;
    const page = document.documentElement;
    const atEnd = window.scrollY + window.innerHeight >= page.scrollHeight - 4;
    box.style.height = 'auto';
    box.style.height = box.scrollHeight + 2 + 'px';
    const left = this.limit() - lengthOf(box.value);
    count.textContent = left < 0
      ? fill(this.words.too_long, { over: -left })
      : left < this.limit() / 10 ? fill(this.words.left, { left }) : '';
    if (atEnd && this.shown.size) scrollTo(0, page.scrollHeight);
  }

  emptyBox() {
    const { box, form } = this.parts;
    box.value = '';
    this.felt = '';
    form.querySelectorAll('[name="feeling"]').forEach(face => { face.checked = false; });
    ['day', 'month', 'year'].forEach(name => { form.elements[name].value = ''; });
    this.measure();
  }

  /** Says beside the date fields what is wrong with them, and goes there; '' takes it back. */
  wrongDate(words) {
    const { error, form } = this.parts;
    error.textContent = words;
    error.hidden = !words;
    ['day', 'month', 'year'].forEach(name => form.elements[name].setAttribute('aria-invalid', String(Boolean(words))));
    if (words) form.elements.day.focus();
  }

  asksDate() {
    return Boolean(this.question) && this.question.input === 'date';
  }

  dateGiven() {
    const { day, month, year } = this.parts.form.elements;
    return Boolean(day.value.trim() || month.value.trim() || year.value.trim());
  }

  /** The date of the three fields as DD/MM/YYYY, or null where the calendar has no such day. */
  date() {
    const { day, month, year } = this.parts.form.elements;
    const [d, m, y] = [day, month, year].map(field => Number(field.value.trim()));
    const date = new Date(Date.UTC(y, m - 1, d));
    const real = y >= 1900 && date.getUTCFullYear() === y && date.getUTCMonth() === m - 1 && date.getUTCDate() === d;
    return real ? [String(d).padStart(2, '0'), String(m).padStart(2, '0'), y].join('/') : null;
  }
}

customElements.define('heard-chat', HeardChat);

// A message of the conversation as elements. Text only ever becomes text: no markup is read from it.

import { print } from './look.js';

const SVG = 'http://www.w3.org/2000/svg';
/** The picture beside an answer, by the end of its wording key. */
const PICTURES = {
  yes: 'receipt', safe: 'receipt', 'anything_else.no': 'receipt', no: 'no', another: 'no', not_safe: 'urgent',
  back: 'back', skip: 'skip', keep_answer: 'skip', leave_out: 'skip', dont_know: 'ask', trouble: 'ask', other: 'ask',
  self: 'person', young_person: 'person', child: 'person', teen: 'person', adult: 'person', care_leaver: 'person',
  somebody_else: 'people', parent: 'people', carer: 'people', advocate: 'people', get_advocate: 'people',
  complain: 'write', write_again: 'write', change: 'write', information: 'write', message: 'write',
  stage2: 'people', stage3: 'people', straight: 'people', meeting: 'people', mediation: 'people',
  got_worse: 'write', panel_statement: 'write', contact: 'write', reinstate: 'write', pause: 'pause',
  more: 'ask', other_ways: 'ask', ombudsman: 'ask', without: 'ask', track: 'find', what_next: 'find', who_sees: 'eye', resume: 'keep', keep: 'keep',
  person: 'help', talk: 'help', phone: 'help', call_back: 'help', email: 'email', post: 'email', text: 'text',
  stop: 'stop', drop: 'stop', do_not_send: 'stop', withdraw: 'stop', language: 'draft',
};
const SCHEMES = ['https:', 'http:', 'tel:', 'mailto:', 'sms:'];

/** An element with attributes and children; a child that is a string becomes text. */
export function make(name, attributes, ...children) {
  const element = document.createElement(name);
  Object.entries(attributes || {}).forEach(([key, value]) => element.setAttribute(key, value));
  element.append(...children);
  return element;
}

/** One of the page's pictures; it stands beside words, never instead of them. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  const use = document.createElementNS(SVG, 'use');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  use.setAttribute('href', '#icon-' + name);
  svg.append(use);
  return svg;
}

/** A button with a picture and words. */
export function button(words, picture, press) {
  const element = make('button', { type: 'button' });
  if (picture) element.append(icon(picture), ' ');
  element.append(words);
  element.addEventListener('click', press);
  return element;
}

/** The picture that stands beside an answer offered, or null. */
export function pictureOf(choice) {
  const names = String(choice.say).split('.');
  return PICTURES[names.slice(-2).join('.')] || PICTURES[names.pop()] || null;
}

/** The words of a key, with what stands in braces filled in. */
export function fill(text, facts) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in facts ? String(facts[name]) : whole));
}

/** A telephone number stays on one line. */
const unbroken = text => text.replace(/(\d) (?=\d)/g, '$1\u00a0');

function link(title, href, words) {
  let address;
  try {
    address = new URL(href, location.href);
  } catch (error) {
    return null;
  }
  if (!SCHEMES.includes(address.protocol)) return null;
  const element = make('a', { href: address.href }, unbroken(title));
  if (address.protocol.startsWith('http')) {
    element.target = '_blank';
    element.rel = 'noopener noreferrer';
    element.append(' ', make('span', { class: 'small' }, words.new_tab));
  } else {
    element.className = 'call';
  }
  return element;
}

function links(message, words) {
  const items = (message.links || [])
    .map(one => link(one.title, one.href, words))
    .filter(Boolean)
    .map(one => make('li', {}, one));
  return items.length ? [make('ul', { class: 'links' }, ...items)] : [];
}

/** The card with reference and key. Copying and printing leave traces, so they wait to be asked for. */
function receipt(given, words, announce) {
  const card = make('div', { class: 'receipt', role: 'group', 'aria-label': words['receipt_' + given.kind] });
  const pairs = make('dl', {});
  const rows = [[words.reference, given.reference], [words.key, given.key]];
  rows.filter(row => row[1]).forEach(([name, value]) => {
    pairs.append(make('dt', {}, name), make('dd', { translate: 'no', dir: 'ltr' }, value));
  });
  card.append(make('p', { class: 'receipt-title' }, icon('receipt'), ' ', words['receipt_' + given.kind]), pairs);
  if (!given.key) {
    card.append(make('p', { class: 'small' }, words.key_gone));
    return card;
  }

  const text = rows.map(row => row.join(': ')).join('\n');
  const copy = button(words.copy, 'copy', () => {
    const copied = navigator.clipboard ? navigator.clipboard.writeText(text) : Promise.reject(new Error());
    copied.then(() => announce(words.copied), () => announce(words.copy_failed));
  });
  const onPaper = button(words.print, 'print', () => print(card));
  card.append(make('p', { class: 'small' }, words.receipt_shared), make('div', { class: 'row' }, copy, onPaper));
  return card;
}

function tone(message, words) {
  if (message.tone !== 'urgent' && message.tone !== 'concern') return [];
  return [make('p', { class: 'tone' }, icon(message.tone), ' ', words['tone_' + message.tone])];
}

/** Lines as paragraphs. */
function paragraphs(text) {
  return unbroken(text).split('\n').filter(Boolean).map(line => make('p', {}, line));
}

/** What the assistant says; the English below a machine's draft is marked as English, and which is which. */
function spoken(message, words) {
  const { text, english, draft } = message;
  const own = english ? text.slice(0, text.length - english.length) : text;
  const parts = [make('div', { class: 'text' }, ...paragraphs(own))];
  if (draft) parts.push(make('p', { class: 'draft' }, icon('draft'), ' ', words.draft));
  if (english) {
    parts.push(make('div', { class: 'text english', lang: 'en', dir: 'ltr' }, ...paragraphs(english)));
  }
  return parts;
}

/** One message as an item of the log; `announce` says something in the status line, `hear` reads it aloud. */
export function messageItem(message, words, announce, hear) {
  const mine = message.from === 'person';
  const item = make('li', { class: mine ? 'message mine' : 'message helper' });
  if (message.lang) item.lang = message.lang;
  if (message.dir) item.dir = message.dir;
  if (message.tone) item.classList.add('tone-' + message.tone);
  item.append(
    make('span', { class: 'unseen' }, (mine ? words.you_said : words.helper_said) + ' '),
    ...tone(message, words),
  );
  if (message.progress) item.append(make('span', { class: 'unseen' }, fill(words.step, message.progress) + '. '));
  if (mine) item.append(make('div', { class: 'text' }, make('p', {}, message.text)));
  else item.append(...spoken(message, words));
  if (message.receipt) item.classList.add('with-receipt');
  if (message.receipt) item.append(receipt(message.receipt, words, announce));
  item.append(...links(message, words));
  if (!mine) item.append(make('div', { class: 'listen' }, button(words.listen, 'listen', () => hear(item))));
  return item;
}

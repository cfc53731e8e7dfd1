import { visible } from '../lib/text';

/** Text as XML 1.0 may hold it: no control character, no half of a pair, nothing that hides or reorders text. */
export function xmlText(text: string): string {
  return visible(text).replace(/[\uFFFE\uFFFF]/g, '').replace(/\p{Cs}/gu, '\uFFFD');
}

/** Breaks text at its spaces into lines of at most `most`, by `width`; a word that is wider is broken inside. */
export function wrap(text: string, most: number, width: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/[ \t\r\n]+/).filter(Boolean)) {
    const longer = line ? `${line} ${word}` : word;
    if (width(longer) <= most) {
      line = longer;
      continue;
    }
    if (line) lines.push(line);
    line = '';
    for (const letter of word) {
      if (line && width(line + letter) > most) {
        lines.push(line);
        line = '';
      }
      line += letter;
    }
  }
  return line ? [...lines, line] : lines;
}

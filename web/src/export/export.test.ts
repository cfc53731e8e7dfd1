import { describe, expect, it } from 'vitest';
import { fileName } from './fileName';
import { wrap, xmlText } from './text';
import { paint, stretched, unitless } from './values';

describe('the name of a file', () => {
  it('tells what, from when to when, and when that was true', () => {
    expect(fileName('map-posts', { from: '2026-11-01T00:00:00Z', to: '2026-11-08T00:00:00Z' }, '2026-11-08T12:00:31Z', 'svg')).toBe('chancery_map-posts_2026-11-01_2026-11-08_asof-20261108T1200Z.svg');
  });
  it('gives minutes where the window is not made of whole days', () => {
    expect(fileName('now', { from: '2026-11-01T10:30:00Z', to: '2026-11-01T11:30:00Z' }, undefined, 'png')).toBe('chancery_now_20261101T1030Z_20261101T1130Z.png');
  });
  it('leaves out what is not known', () => expect(fileName('presence-map-', undefined, undefined, 'png')).toBe('chancery_presence-map.png'));
  it('is safe on every system, whatever an id holds', () => {
    expect(fileName('../Côte d’Ivoire: <b>"x"</b>\u202Egvs', undefined, undefined, 'svg')).toBe('chancery_cote-d-ivoire-b-x-b-gvs.svg');
  });
});

describe('text for XML', () => {
  it('has nothing that XML cannot hold or that hides', () => {
    expect(xmlText('a\u0000b\u0008c\uFFFEd\u202Ee\uD800f')).toBe('abcde\uFFFDf');
  });
  it('keeps markup as text, for the serialiser to escape', () => expect(xmlText('<script>&"')).toBe('<script>&"'));
  it('keeps other scripts and emoji whole', () => expect(xmlText('Кабул كابل 👩‍🚀')).toBe('Кабул كابل 👩‍🚀'));
});

describe('lines', () => {
  const width = (text: string) => [...text].length;
  it('break at spaces', () => expect(wrap('one two  three', 7, width)).toEqual(['one two', 'three']));
  it('break inside a word that is too long', () => expect(wrap('a https://example.org/x b', 10, width)).toEqual(['a', 'https://ex', 'ample.org/', 'x b']));
  it('keep no-break spaces', () => expect(wrap('pays\u00A0: un', 6, width)).toEqual(['pays\u00A0:', 'un']));
  it('lose nothing', () => expect(wrap('👩 👩 abcdefghijk', 3, width).join('').replace(/ /g, '')).toBe('👩👩abcdefghijk'));
});

describe('computed values', () => {
  it('give colours as hex and opacity', () => {
    expect(paint('rgb(26, 58, 192)')).toEqual({ colour: '#1a3ac0', opacity: 1 });
    expect(paint('rgba(0, 0, 0, 0.5)')).toEqual({ colour: '#000000', opacity: 0.5 });
    expect(paint('rgba(0, 0, 0, 0)')).toBeNull();
    expect(paint('none')).toBeNull();
  });
  it('keep references inside the drawing, and no other', () => {
    expect(paint('url("#c3-hatch")')).toEqual({ colour: 'url(#c3-hatch)', opacity: 1 });
    expect(paint('url("https://example.org/x.svg#a")')).toBeNull();
  });
  it('lose their unit', () => expect(unitless('6px, 3px')).toBe('6 3'));
});

describe('a stretched path', () => {
  it('takes x and y apart', () => expect(stretched('M1 2L3,4H5V6C1 2 3 4 5 6Z', 10, 100)).toBe('M10 200L30 400H50V600C10 200 30 400 50 600Z'));
  it('reads what the lines of the pages are made of', () => expect(stretched('M0 56L-1.5e1 .5', 2, 1)).toBe('M0 56L-30 0.5'));
  it('is none where a command is relative or an arc', () => {
    expect(stretched('M1 1l2 2', 2, 2)).toBeNull();
    expect(stretched('M1 1A2 2 0 0 1 3 3', 2, 2)).toBeNull();
  });
});

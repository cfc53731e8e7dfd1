import { apiUrl, type Params } from '../api/client';
import { countryName } from '../api/countries';
import { site } from '../api/site.svelte';
import type { Told } from '../api/types';
import { coverageText, gapsText } from '../lib/coverage';
import { lang, t } from '../i18n/t';
import { count, language, list, moment, span } from '../lib/format';
import type { Caption } from './picture';

/** What a card knows about its figure. */
export interface Shown {
  readonly title: string;
  readonly subtitle: string;
  readonly answer: Told | undefined;
  readonly note: string;
  readonly path: string | undefined;
  readonly params: Params;
  /** What must be said with this figure wherever it goes. */
  readonly credit: string;
}

/** All that goes with a figure when it leaves its page. */
export function captionOf(figure: Element, { title, subtitle, answer, note, path, params, credit }: Shown): Caption {
  const window = answer?.window ? span(answer.window.from, answer.window.to) : '';
  const filters = filtersOf(params);
  const asof = answer?.asof ? t('picture.asof', { moment: moment(answer.asof) }) : '';
  const coverage = answer?.coverage ? coverageText(answer.coverage) : '';
  const source = t('picture.source', { host: location.host });
  const licence = t('about.licence');
  const address = location.href.replace(/#.*/, '');
  const simulated = site.simulated ? `${t('simulated.word')} — ${t('simulated.text')}` : '';
  const figures = figure.querySelectorAll('[role="img"][aria-label], [role="application"], [role="slider"]');
  const sentence = (figures.length === 1 ? figures[0]?.getAttribute('aria-label') : null) ?? title; // of many, none speaks for all
  const page = document.querySelector('main h1')?.textContent?.trim() ?? '';
  return {
    page: [t('brand'), page].filter(Boolean).join(' · '), title, subtitle: [subtitle, window].filter(Boolean).join(' · '), sentence: [simulated, sentence].filter(Boolean).join('. '), simulated, lang,
    lines: [
      note, filters && `${t('filter.label')}${t('colon')}${filters}`, [asof, coverage, answer?.coverage ? gapsText(answer.coverage) : ''].filter(Boolean).join(' · '), credit, source, licence,
      address, ...(path ? [`${t('about.data')}${t('colon')}${location.origin}${apiUrl(path, params)}`] : []),
    ].filter(Boolean),
    terms: {
      title, creator: t('brand'), description: [simulated, subtitle, filters].filter(Boolean).join(' · '), date: answer?.asof ?? '',
      coverage: answer?.window ? `${answer.window.from}/${answer.window.to}` : '', source, rights: licence, identifier: address, language: lang, type: 'StillImage',
    },
  };
}

/** The filters of an answer in words; its measure and window stand in the subtitle. */
function filtersOf(params: Params): string {
  const words: Record<string, (value: string) => string> = {
    c: (value) => list(value.split(',').map(countryName)),
    network: (value) => list(value.split(',').map((network) => t(`network.${network}` as 'network.x'))),
    kind: (value) => t(`kind.${value}` as 'kind.mission'),
    how: (value) => t(`how.${value}` as 'how.all'),
    actor: (value) => value,
    tag: (value) => `#${value}`,
    lang: language,
    type: (value) => t(`type.${value}` as 'type.reply'),
  };
  return Object.entries(params).flatMap(([key, value]) => words[key]?.(String(value)) ?? []).join(' · ');
}

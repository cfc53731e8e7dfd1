import type { Coverage } from '../api/types';
import { plural, t } from '../i18n/t';
import { count } from './format';

/** How many of the listed accounts published, and how many were not heard all the time. */
export function coverageText({ seen, listed, partly }: Coverage): string {
  const whole = t('card.coverage', { seen: count(seen), listed: count(listed) });
  return partly ? `${whole} (${plural('card.partly', partly)})` : whole;
}

/** How many gaps lie in the window; '' for none. */
export function gapsText({ gaps }: Coverage): string {
  return gaps?.length ? plural('card.gaps', gaps.length) : '';
}

import { t, type Key } from '../i18n/t';

/** A cause, as the server names it, in words: `HTTP_503`, `TIMEOUT`, `scrolled`. One that is not known is shown as it is. */
export function causeWords(cause: string): string {
  const status = /^HTTP_(\d{3})$/.exec(cause)?.[1];
  return status ? t('cause.HTTP', { status }) : t(`cause.${cause}` as Key);
}

/** The answers of /api/v1, as far as the pages use them. */
/** A time when a source was deaf; `to` null while it lasts. */
export interface Gap { readonly source?: string; readonly from: string; readonly to: string | null; readonly why: string }

export interface Coverage {
  readonly listed: number;
  readonly seen: number;
  readonly partly?: number;
  readonly gaps?: readonly Gap[];
  readonly newest?: string | null;
  readonly rejected?: Readonly<Record<string, number>>;
}

export interface Named { readonly name_en?: string | null; readonly name_fr?: string | null }

export interface Answer<Row> {
  readonly measure?: { readonly id: string; readonly version: number; readonly unit: string } & Named;
  readonly window?: { readonly from: string; readonly to: string };
  readonly coverage?: Coverage;
  readonly asof?: string;
  readonly simulated?: boolean;
  /** Something a reader must know about this answer. */
  readonly note_en?: string | null;
  readonly note_fr?: string | null;
  readonly facets?: Facets | null;
  readonly rows: readonly Row[];
  readonly next?: string | null;
}

export interface Facet { readonly value: string; readonly actors: number }

/** How a list of actors splits up; each facet counts with all filters but its own. */
export interface Facets { readonly total: number; readonly kind: readonly Facet[]; readonly country: readonly Facet[]; readonly network: readonly Facet[] }

export interface Country extends Named {
  readonly country: string;
  readonly status: string;
  readonly capital?: string | null;
  readonly point_lat: number | null;
  readonly point_lon: number | null;
  readonly languages?: readonly string[] | null;
  readonly source?: string | null;
}

export interface Account {
  readonly network: string;
  readonly handle?: string | null;
  readonly native_id?: string | null;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly source?: string | null;
  readonly checked?: string | null;
  readonly proof?: string | null;
}

export interface Tenure {
  readonly person: string;
  readonly person_name_en?: string | null;
  readonly person_name_fr?: string | null;
  /** The holder's title, or a remark. */
  readonly person_note?: string | null;
  readonly office: string;
  readonly office_name_en?: string | null;
  readonly office_name_fr?: string | null;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly source?: string | null;
  readonly checked?: string | null;
}

/** Something noticed about a listed account; `what`: the new handle or DID, or what became of it. */
export interface Alert {
  readonly kind: string;
  readonly network: string;
  readonly account: string;
  readonly what?: string | null;
  readonly first_seen: string;
  readonly last_seen: string;
  readonly verified: boolean;
  readonly verified_at?: string | null;
}

export interface Actor extends Named {
  readonly id: string;
  /** By the office held now, else as listed. */
  readonly kind: string;
  readonly listed_kind?: string | null;
  readonly alerts?: readonly Alert[] | null;
  readonly country?: string | null;
  readonly organisation?: string | null;
  readonly organisation_name_en?: string | null;
  readonly organisation_name_fr?: string | null;
  readonly voice?: string | null;
  readonly host?: string | null;
  readonly host_name_en?: string | null;
  readonly host_name_fr?: string | null;
  readonly wikidata?: string | null;
  readonly note?: string | null;
  readonly source?: string | null;
  readonly checked?: string | null;
  readonly accounts?: readonly Account[];
  readonly tenures?: readonly Tenure[];
}

export interface PresenceRow extends Named {
  readonly country: string;
  readonly status: string;
  readonly network: string;
  readonly state: 'posting' | 'listed' | 'silent' | 'left';
  readonly accounts: number;
  readonly actors: number;
  readonly since: string;
  readonly since_by: 'from' | 'post' | 'source';
  readonly last_post?: string | null;
  readonly left?: string | null;
}

export interface PresencePoint {
  readonly period: string;
  readonly at: string;
  readonly network: string;
  readonly value: number;
  readonly dated: number;
  readonly silent: number;
  readonly left: number;
  readonly others: number;
  readonly members: number;
}

export interface Ranked extends Named {
  readonly rank: number | null;
  readonly rank_low?: number | null;
  readonly rank_high?: number | null;
  readonly id: string;
  readonly country?: string | null;
  readonly kind?: string | null;
  readonly value: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
  readonly posts?: number | null;
  readonly previous?: number | null;
  readonly enough: boolean;
  readonly network?: string | null;
  readonly handle?: string | null;
  readonly actor?: string | null;
  /** With `step`: posts in each bucket of the window, oldest first. */
  readonly series?: readonly number[] | null;
}

export interface SeriesPoint { readonly at: string; readonly value: number | null; readonly low?: number | null; readonly high?: number | null }

export interface Pair { readonly from: string; readonly to: string; readonly value: number; readonly reverse?: number | null; readonly asymmetry?: number | null; readonly previous?: number | null }

export interface Tag { readonly term: string; readonly value: number; readonly previous?: number | null; readonly actors?: number | null; readonly countries?: number | null }

export interface Ref { readonly actor?: ({ readonly id: string; readonly country?: string | null } & Named) | null; readonly handle?: string | null; readonly id?: string | null }

export interface Post {
  readonly id: string;
  readonly network: string;
  readonly kind: string;
  readonly created: string;
  readonly seen?: string | null;
  readonly text: string;
  readonly lang?: string | null;
  readonly url?: string | null;
  readonly country?: string | null;
  readonly actor?: ({ readonly id: string; readonly kind?: string | null } & Named) | null;
  readonly account?: { readonly network?: string; readonly handle?: string | null; readonly native_id?: string | null } | null;
  readonly reply_to?: Ref | null;
  readonly quote_of?: Ref | null;
  readonly repost_of?: Ref | null;
  readonly mentions?: readonly Ref[] | null;
  readonly hashtags?: readonly string[] | null;
  readonly links?: readonly string[] | null;
  readonly media?: number | null;
  readonly engagement?: { readonly likes?: number | null; readonly reposts?: number | null; readonly replies?: number | null; readonly quotes?: number | null; readonly views?: number | null } | null;
  readonly flags?: readonly string[] | null;
  readonly derived?: {
    readonly hashtags?: string | null;
    readonly mentions?: string | null;
    readonly lang?: string | null;
    readonly attributed?: { readonly actor?: string | null; readonly because?: string | null } | null;
  } | null;
  /** Its source lets it be shown only: files have its ids alone. */
  readonly display_only?: boolean;
  readonly direction?: 'a>b' | 'b>a';
}

export interface MeasureText extends Named {
  readonly id: string;
  readonly version: number;
  readonly unit: string;
  readonly definition_en?: string | null;
  readonly definition_fr?: string | null;
  readonly formula?: string | null;
  readonly source?: string | null;
  readonly since?: string | null;
  readonly limits_en?: string | null;
  readonly limits_fr?: string | null;
  readonly example_en?: string | null;
  readonly example_fr?: string | null;
  readonly history?: readonly { readonly version: number; readonly date: string; readonly change_en?: string | null; readonly change_fr?: string | null }[] | null;
}

export interface Source {
  readonly id: string;
  readonly network: string;
  readonly kind: string;
  readonly state: string;
  readonly lag_seconds?: number | null;
  readonly rate_per_minute?: number | null;
  readonly accepted?: number | null;
  readonly rejected?: Readonly<Record<string, number>> | null;
  /** Tries that brought nothing, by cause. */
  readonly outages?: Readonly<Record<string, number>> | null;
  readonly newest?: string | null;
  /** In English words. */
  readonly last_error?: string | null;
  /** Its cause as a word, to be translated. */
  readonly last_cause?: string | null;
  readonly first_heard?: string | null;
  readonly gaps?: readonly Gap[] | null;
}

/** How those do that are asked one by one: feeds, or accounts of Mastodon. */
export interface Visits {
  readonly fine: number;
  readonly moved: number;
  readonly failing: number;
  readonly suspended: number;
  readonly gone: number;
  readonly waiting: number;
  readonly troubled: readonly { readonly handle: string; readonly actor: string | null; readonly state: string; readonly failures: number; readonly answered: string | null; readonly due: string | null; readonly last_error: string | null; readonly last_cause: string | null }[];
  readonly gaps: readonly { readonly handle: string; readonly actor: string | null; readonly from: string; readonly to: string; readonly why: string }[];
  readonly pushes?: Pushes | null;
}

/** Feeds whose hub was asked to push. */
export interface Pushes {
  readonly live: number;
  readonly waiting: number;
  readonly denied: number;
  readonly failing: number;
  readonly newest: string | null;
  readonly refused: number;
  readonly troubled: readonly { readonly feed: string; readonly hub: string; readonly state: string; readonly last_cause: string | null; readonly due: string }[];
}

export interface Status {
  readonly simulated: boolean;
  readonly asof: string;
  readonly clock?: { readonly now: string; readonly speed: number };
  readonly build?: { readonly version?: string; readonly commit?: string | null; readonly time?: string | null };
  readonly sources: readonly Source[];
  readonly feeds?: Visits | null;
  readonly mastodon?: Visits | null;
  readonly store?: { readonly posts?: number; readonly interactions?: number; readonly listed_accounts?: number; readonly seen_accounts?: number; readonly bytes?: number; readonly text_index?: string | null; readonly months_without_index?: number; readonly months?: number };
  readonly coverage_by_country?: readonly { readonly country: string; readonly listed: number; readonly seen: number }[];
}

export interface Snapshot {
  readonly version: number | string;
  readonly asof: string;
  readonly simulated: boolean;
  readonly speed?: number;
  readonly minutes: readonly { readonly at: string; readonly posts: number }[];
  readonly newest: readonly Post[];
  readonly tags: readonly Tag[];
  readonly pairs: readonly Pair[];
  readonly countries: readonly { readonly country: string; readonly value: number }[];
  readonly sources: readonly Source[];
  readonly coverage?: Coverage;
}

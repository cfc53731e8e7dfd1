/** The answers of /api/v1 by the names the pages call them; made from the description that the server gives. */
import type { components } from '../generated/api';

type Schemas = components['schemas'];

export type Answer<Row> = Omit<Schemas['Answer'], 'rows'> & { readonly rows: readonly Row[] };
/** What a figure tells of the answer it was drawn from. */
export type Told = Pick<Answer<unknown>, 'asof'> & Partial<Pick<Answer<unknown>, 'window' | 'coverage' | 'note_en' | 'note_fr'>>;
export type Named = { readonly name_en?: string | null; readonly name_fr?: string | null };

export type Account = Schemas['ActorRowAccountOf'];
export type Actor = Schemas['ActorRow'];
export type Alert = Schemas['AlertOf'];
export type Country = Schemas['CountryRow'];
export type Coverage = Schemas['Coverage'];
export type Facet = Schemas['FacetsFacet'];
export type Gap = Schemas['SourceRowGapOf'];
export type MeasureText = Schemas['MeasureRow'];
export type Pair = Schemas['Pair'];
export type Post = Schemas['Post'];
export type PresencePoint = Schemas['PresencePoint'];
export type PresenceRow = Schemas['PresenceRow'];
export type Ranked = Schemas['Ranked'];
export type Ref = Schemas['PostRef'];
export type SeriesPoint = Schemas['Point'];
export type Snapshot = Schemas['Snapshot'];
export type Source = Schemas['SourceRow'];
export type Status = Schemas['StatusAnswer'];
export type Tag = Schemas['Tag'];
export type Tenure = Schemas['ActorRowTenureOf'];
export type Visits = Schemas['VisitsOf'];

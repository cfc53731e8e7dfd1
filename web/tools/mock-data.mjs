// Seeded invented answers in the shapes of /api/v1, for tools/mock.mjs. Invented posts by invented people.
const NOW = Date.now();
const HOUR = 3_600_000;
const iso = (time) => new Date(time).toISOString();

/** mulberry32: the same sequence for the same seed. */
function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
const next = random(42);
const pick = (list) => list[Math.floor(next() * list.length)];

const COUNTRY_LINES = `FRA|France|France|Paris|48.86|2.35|fr|30
DEU|Germany|Allemagne|Berlin|52.52|13.40|de|26
GBR|United Kingdom|Royaume-Uni|London|51.51|-0.13|en|24
USA|United States|États-Unis|Washington|38.90|-77.04|en|60
BRA|Brazil|Brésil|Brasília|-15.79|-47.88|pt|22
IND|India|Inde|New Delhi|28.61|77.21|hi,en|28
CHN|China|Chine|Beijing|39.90|116.40|zh|25
JPN|Japan|Japon|Tokyo|35.68|139.69|ja|15
RUS|Russian Federation|Russie|Moscow|55.76|37.62|ru|20
UKR|Ukraine|Ukraine|Kyiv|50.45|30.52|uk|40
POL|Poland|Pologne|Warsaw|52.23|21.01|pl|18
ITA|Italy|Italie|Rome|41.90|12.50|it|16
ESP|Spain|Espagne|Madrid|40.42|-3.70|es|15
PRT|Portugal|Portugal|Lisbon|38.72|-9.14|pt|6
SWE|Sweden|Suède|Stockholm|59.33|18.07|sv|9
EST|Estonia|Estonie|Tallinn|59.44|24.75|et|8
LVA|Latvia|Lettonie|Riga|56.95|24.11|lv|5
MLT|Malta|Malte|Valletta|35.90|14.51|mt,en|2
VAT|Holy See|Saint-Siège|Vatican City|41.90|12.45|it,la|4
TUR|Türkiye|Turquie|Ankara|39.93|32.86|tr|19
EGY|Egypt|Égypte|Cairo|30.04|31.24|ar|10
NGA|Nigeria|Nigéria|Abuja|9.06|7.49|en|9
KEN|Kenya|Kenya|Nairobi|-1.29|36.82|en,sw|11
ZAF|South Africa|Afrique du Sud|Pretoria|-25.75|28.19|en|10
RWA|Rwanda|Rwanda|Kigali|-1.95|30.06|en,fr|7
MLI|Mali|Mali|Bamako|12.64|-8.00|fr|3
SEN|Senegal|Sénégal|Dakar|14.72|-17.47|fr|4
MAR|Morocco|Maroc|Rabat|34.02|-6.84|ar|8
SAU|Saudi Arabia|Arabie saoudite|Riyadh|24.71|46.68|ar|13
IRN|Islamic Republic of Iran|République islamique d’Iran|Tehran|35.69|51.39|fa|9
ISR|Israel|Israël|Jerusalem|31.78|35.22|he|17
QAT|Qatar|Qatar|Doha|25.29|51.53|ar|6
SGP|Singapore|Singapour|Singapore|1.29|103.85|en|5
IDN|Indonesia|Indonésie|Jakarta|-6.21|106.85|id|9
AUS|Australia|Australie|Canberra|-35.28|149.13|en|12
NZL|New Zealand|Nouvelle-Zélande|Wellington|-41.29|174.78|en|4
FJI|Fiji|Fidji|Suva|-18.14|178.44|en|1
TUV|Tuvalu|Tuvalu|Funafuti|-8.52|179.20|en|1
MEX|Mexico|Mexique|Mexico City|19.43|-99.13|es|13
CAN|Canada|Canada|Ottawa|45.42|-75.70|en,fr|14
ARG|Argentina|Argentine|Buenos Aires|-34.60|-58.38|es|8
CHL|Chile|Chili|Santiago|-33.45|-70.67|es|5
COL|Colombia|Colombie|Bogotá|4.71|-74.07|es|7
KAZ|Kazakhstan|Kazakhstan|Astana|51.17|71.45|kk|3
MNG|Mongolia|Mongolie|Ulaanbaatar|47.89|106.91|mn|0
BTN|Bhutan|Bhoutan|Thimphu|27.47|89.64|dz|0
ISL|Iceland|Islande|Reykjavík|64.15|-21.94|is|2
GRL|Greenland|Groenland|Nuuk|64.18|-51.72|kl|0
PNG|Papua New Guinea|Papouasie-Nouvelle-Guinée|Port Moresby|-9.44|147.18|en|0
TCD|Chad|Tchad|N’Djamena|12.13|15.06|fr,ar|0`;
const COUNTRIES = COUNTRY_LINES.split('\n').map((line) => {
  const [country, name_en, name_fr, capital, lat, lon, languages, weight] = line.split('|');
  return { country, name_en, name_fr, status: country === 'VAT' ? 'un-observer' : country === 'GRL' ? 'territory' : 'un-member', capital, point_lat: Number(lat), point_lon: Number(lon), languages: languages.split(','), source: 'mock', weight: Number(weight) };
});
export const COUNTRIES_ANSWER = { asof: iso(NOW), simulated: true, rows: COUNTRIES.map(({ weight: _, ...row }) => row) };

const TEXTS = {
  en: 'Today we met our partners to speak about #{tag}. Dialogue remains the only way forward.', fr: 'Entretien ce matin sur #{tag} : « le dialogue reste la seule voie ». Merci à nos partenaires.',
  ar: 'التقينا اليوم شركاءنا للحديث عن #{tag}. الحوار هو السبيل الوحيد.', pt: 'Encontro com os nossos parceiros sobre #{tag}.', de: 'Heute Gespräche mit unseren Partnern zu #{tag}.',
  es: 'Hoy nos reunimos con nuestros socios para hablar de #{tag}.', ja: '本日、#{tag} についてパートナーと会談しました。', ru: 'Сегодня состоялись переговоры о #{tag}.', uk: 'Сьогодні говорили з партнерами про #{tag}.', fa: 'امروز با شرکای خود درباره #{tag} گفتگو کردیم.', zh: '今天我们与伙伴就 #{tag} 举行会谈。',
};
const TAGS = ['cop30', 'unga', 'g20', 'peace', 'foodsecurity', 'climatefinance', 'humanrights', 'stabilité', 'オーシャン', 'سلام', 'digitalcompact', 'averyveryverylonghashtagthatshouldwrapsomewhere'];
const KINDS = ['foreign-ministry', 'head-of-state', 'foreign-minister', 'mission', 'ambassador'];
const NETWORKS = ['bluesky', 'mastodon', 'x', 'feed'];

const ACTORS = COUNTRIES.filter((country) => country.weight > 0).flatMap((country) => KINDS.slice(0, country.weight > 8 ? 5 : 2).map((kind, i) => ({
  id: `${country.country.toLowerCase()}-${kind}`, kind, name_en: `${['Ministry of Foreign Affairs', 'Head of State', 'Foreign Minister', 'Mission in Geneva', 'Ambassador Ada Example'][i]} (${country.name_en})`,
  name_fr: `${['Ministère des Affaires étrangères', 'Chef de l’État', 'Ministre des Affaires étrangères', 'Mission à Genève', 'Ambassadrice Ada Exemple'][i]} (${country.name_fr})`,
  country: country.country, organisation: null, voice: i === 4 ? 'person' : 'institution', host: i === 3 ? 'CHE' : null, wikidata: null, note: null, source: 'https://example.org/list', checked: '2026-10-01',
  accounts: NETWORKS.slice(0, 1 + (i % 3)).map((network) => ({ network, handle: `${country.country.toLowerCase()}_${kind.replaceAll('-', '_')}`, native_id: `${country.country}${i}`, from: '2019-05-01', to: null, source: 'https://example.org/list', checked: '2026-10-01' })),
  tenures: kind === 'foreign-minister' ? [{ person: `${country.country.toLowerCase()}-ambassador`, office: `${country.country.toLowerCase()}-foreign-minister`, from: '2024-01-10', to: null, source: 'https://example.org/tenure' }] : [],
})));
const seen = { first_seen: iso(NOW - 50 * HOUR), last_seen: iso(NOW - 3 * HOUR) };
ACTORS[0].alerts = [
  { kind: 'handle-changed', network: 'bluesky', account: ACTORS[0].accounts[0].handle, what: 'a-new-name.example', ...seen, verified: true, verified_at: iso(NOW - 2 * HOUR) },
  { kind: 'handle-taken', network: 'bluesky', account: ACTORS[0].accounts[0].handle, what: null, ...seen, verified: false, verified_at: null },
  { kind: 'account-closed', network: 'bluesky', account: ACTORS[0].accounts[0].handle, what: 'deactivated', first_seen: seen.last_seen, last_seen: seen.last_seen, verified: true, verified_at: iso(NOW - HOUR) },
];
const actorOf = new Map(ACTORS.map((actor) => [actor.id, actor]));
const refOf = (actor) => ({ actor: { id: actor.id, name_en: actor.name_en, name_fr: actor.name_fr, country: actor.country }, handle: actor.accounts[0].handle });
const weighted = () => {
  let at = next() * COUNTRIES.reduce((sum, country) => sum + country.weight, 0);
  const country = COUNTRIES.find((one) => (at -= one.weight) < 0) ?? COUNTRIES[0];
  return pick(ACTORS.filter((actor) => actor.country === country.country));
};

const POSTS = Array.from({ length: 1500 }, (_, i) => {
  const actor = weighted();
  const account = pick(actor.accounts);
  const kind = pick(['original', 'original', 'original', 'reply', 'quote', 'repost']);
  const other = weighted();
  const native = COUNTRIES.find((country) => country.country === actor.country).languages[0];
  const lang = TEXTS[native] ? native : 'en';
  const tag = TAGS[Math.floor(next() ** 2 * TAGS.length)];
  const created = iso(NOW - i * 95_000 - next() * 60_000);
  return {
    id: (100000 - i).toString(16).padStart(32, '0'), network: account.network, kind, created, seen: iso(Date.parse(created) + 4000), text: TEXTS[lang].replace('{tag}', tag), lang, url: 'https://example.org/post', country: actor.country,
    actor: { id: actor.id, name_en: actor.name_en, name_fr: actor.name_fr, kind: actor.kind }, account: { network: account.network, handle: account.handle, native_id: account.native_id },
    ...(kind === 'reply' ? { reply_to: { ...refOf(other), id: (99000).toString(16).padStart(32, '0') } } : {}), ...(kind === 'quote' ? { quote_of: refOf(other) } : {}), ...(kind === 'repost' ? { repost_of: refOf(other) } : {}),
    mentions: next() < 0.3 ? [refOf(weighted()), {}] : [], hashtags: [tag], links: next() < 0.4 ? ['https://example.org/a/statement'] : [], media: next() < 0.3 ? 1 : 0,
    engagement: { likes: Math.floor(next() * 900), reposts: Math.floor(next() * 200), replies: Math.floor(next() * 60), quotes: null, views: null }, flags: i % 40 === 0 ? ['CREATED_IN_FUTURE'] : [],
    derived: { hashtags: 'read from text', mentions: 'given', lang: 'given', attributed: { actor: actor.id, because: 'account row from 2019-05-01' } },
  };
});
const refs = (post) => [post.reply_to, post.quote_of, post.repost_of, ...post.mentions].filter((ref) => ref?.actor);

const MEASURES = [
  ['posts', 'posts', 'Posts', 'Messages'], ['reposts-made', 'posts', 'Reposts made', 'Partages effectués'], ['share-of-voice', '0..1', 'Share of voice', 'Part de parole'],
  ['engagement', 'interactions', 'Engagement', 'Engagement'], ['effectiveness', 'reposts/post', 'Effectiveness', 'Efficacité'], ['conversational', '0..1', 'Conversational', 'Conversation'],
  ['abroad', '0..1', 'Speech to a foreign public', 'Parole adressée à l’étranger'], ['h-reach', 'posts', 'h-reach', 'Portée h'], ['hashtag-posts', 'posts', 'Posts with a tag', 'Messages avec un mot-dièse'], ['country-matrix', 'posts', 'Links between countries', 'Liens entre pays'],
].map(([id, unit, name_en, name_fr]) => ({
  id, version: 1, unit, name_en, name_fr, definition_en: 'Originals, replies and quotes in the window; reposts are counted apart.', definition_fr: 'Originaux, réponses et citations de la période ; les partages sont comptés à part.',
  formula: 'originals + replies + quotes in P(A, W)', source: 'Chancery', since: '2026-11-01', limits_en: 'A count says nothing about reach.', limits_fr: 'Un décompte ne dit rien de la portée.', example_en: '3 originals and 2 replies make 5.', example_fr: '3 originaux et 2 réponses donnent 5.',
  history: [{ version: 1, date: '2026-11-01', change_en: 'First version.', change_fr: 'Première version.' }],
}));

const coverage = { listed: 812, seen: 640, gaps: [{ source: 'bluesky', from: iso(NOW - 5 * HOUR), to: iso(NOW - 4.7 * HOUR), why: 'cursor hole' }], newest: iso(NOW - 4000), rejected: { NO_TIMESTAMP: 41 } };
const SOURCES = [
  { id: 'jetstream', network: 'bluesky', kind: 'live', state: 'live', lag_seconds: 3, rate_per_minute: 12.4, accepted: 91234, rejected: { NO_TIMESTAMP: 41, TOO_LATE: 17 }, newest: iso(NOW - 3000), last_error: null, gaps: coverage.gaps, first_heard: iso(NOW - 9000 * HOUR) },
  { id: 'mastodon.example', network: 'mastodon', kind: 'live', state: 'behind', lag_seconds: 187, rate_per_minute: 2.1, accepted: 8123, rejected: {}, newest: iso(NOW - 187000), last_error: null, first_heard: iso(NOW - 14 * HOUR), gaps: [] },
  { id: 'feeds', network: 'feed', kind: 'live', state: 'disconnected', lag_seconds: null, rate_per_minute: 0, accepted: 410, rejected: { MALFORMED: 3 }, outages: { HTTP_500: 12, NO_ANSWER: 2 }, newest: iso(NOW - 4 * HOUR), last_error: 'https://embassy.example/rss: TIMEOUT: no whole answer within 30 s', last_cause: 'TIMEOUT', first_heard: iso(NOW - 100 * HOUR), gaps: [{ from: iso(NOW - 3 * HOUR), to: null, why: 'disconnected' }, { from: iso(NOW - 80 * HOUR), to: iso(NOW - 70 * HOUR), why: 'disconnected' }] },
];

const FEEDS = {
  fine: 548, moved: 12, failing: 15, suspended: 0, gone: 3, waiting: 2,
  troubled: [
    { handle: 'https://www.foreign-ministry.example/press-releases/category/all-languages/feed/atom.xml?lang=en', actor: 'fr-mfa', state: 'failing', failures: 9, answered: iso(NOW - 80 * HOUR), due: iso(NOW + 5 * HOUR), last_error: 'HTTP_500: the server answers 500', last_cause: 'HTTP_500' },
    { handle: 'https://embassy.example/rss', actor: null, state: 'failing', failures: 1, answered: null, due: iso(NOW + HOUR), last_error: 'TIMEOUT: no whole answer within 30 s', last_cause: 'TIMEOUT' },
    { handle: 'https://old.example/rss', actor: 'us-state', state: 'gone', failures: 0, answered: iso(NOW - 800 * HOUR), due: null, last_error: 'HTTP_410: the server says that it is gone for good', last_cause: 'HTTP_410' },
  ],
  gaps: [{ handle: 'https://news.example/rss', actor: null, from: iso(NOW - 90 * HOUR), to: iso(NOW - 40 * HOUR), why: 'scrolled' }, { handle: 'https://embassy.example/rss', actor: null, from: iso(NOW - 90 * HOUR), to: iso(NOW - 2 * HOUR), why: 'HTTP_503' }],
  pushes: { live: 41, waiting: 2, denied: 1, failing: 1, newest: iso(NOW - 400000), refused: 3, troubled: [
    { feed: 'https://denied.example/rss', hub: 'https://hub.example/', state: 'denied', last_cause: 'DENIED', due: iso(NOW + 100 * HOUR) },
    { feed: 'https://failing.example/rss', hub: 'https://push.example/hub', state: 'failing', last_cause: 'UNVERIFIED', due: iso(NOW + 2 * HOUR) },
  ] },
};
const MASTODON = {
  fine: 61, moved: 0, failing: 1, suspended: 1, gone: 1, waiting: 0,
  troubled: [
    { handle: '@mfa@social.example', actor: 'fr-mfa', state: 'failing', failures: 4, answered: iso(NOW - 9 * HOUR), due: iso(NOW + HOUR), last_error: 'HTTP_500: the server answers 500', last_cause: 'HTTP_500' },
    { handle: '@gone@social.example', actor: null, state: 'gone', failures: 2, answered: iso(NOW - 500 * HOUR), due: iso(NOW + 20 * HOUR), last_error: 'HTTP_410', last_cause: 'HTTP_410' },
    { handle: '@suspended@social.example', actor: null, state: 'suspended', failures: 2, answered: iso(NOW - 500 * HOUR), due: iso(NOW + 20 * HOUR), last_error: 'SUSPENDED: its server has suspended it', last_cause: 'SUSPENDED' },
  ],
  gaps: [{ handle: 'social.example public', actor: null, from: iso(NOW - 9 * HOUR), to: iso(NOW - 8 * HOUR), why: 'stream' }, { handle: '@mfa@social.example', actor: 'fr-mfa', from: iso(NOW - 9 * HOUR), to: iso(NOW - HOUR), why: 'HTTP_500' }],
};

function windowOf(t) {
  const range = /^(.+)\.\.(.+)$/.exec(t ?? '');
  if (range) return [Date.parse(range[1]), Date.parse(range[2])];
  const span = { '24h': 24 * HOUR, '7d': 168 * HOUR, '30d': 720 * HOUR }[t];
  const end = t === '24h' ? Math.ceil(NOW / HOUR) * HOUR : Math.ceil(NOW / (24 * HOUR)) * 24 * HOUR;
  return [span ? end - span : NOW - 60 * 24 * HOUR, end];
}
function select(params) {
  const [from, to] = windowOf(params.get('t'));
  const has = (name) => params.get(name);
  const inList = (name, value) => !has(name) || has(name).split(',').includes(value);
  return POSTS.filter((post) => Date.parse(post.created) >= from && Date.parse(post.created) < to && inList('c', post.country) && inList('network', post.network) && inList('lang', post.lang)
    && (!has('actor') || post.actor.id === has('actor')) && (!has('type') || post.kind === has('type')) && (!has('tag') || post.hashtags.includes(has('tag')))
    && (!has('q') || post.text.toLowerCase().includes(has('q').toLowerCase())) && (!has('to') || refs(post).some((ref) => ref.actor.id === has('to') || ref.actor.country === has('to'))));
}
function envelope(params, rows, more = {}) {
  const [from, to] = windowOf(params.get('t'));
  const measure = MEASURES.find((one) => one.id === (params.get('m') ?? 'posts'));
  return { measure, window: { from: iso(from), to: iso(to) }, selection: {}, coverage, asof: iso(NOW), simulated: true, rows, ...more };
}
function tally(items, key) {
  const map = new Map();
  for (const item of items) for (const k of [key(item)].flat()) map.set(k, (map.get(k) ?? 0) + 1);
  return [...map].sort((a, b) => b[1] - a[1]);
}

function rankings(params) {
  const of = params.get('of') ?? 'actors';
  const measure = params.get('m') ?? 'posts';
  const pool = of === 'countries' ? COUNTRIES.filter((country) => !params.get('c') || params.get('c').split(',').includes(country.country)).map((country) => ({ id: country.country, name_en: country.name_en, name_fr: country.name_fr, country: country.country, kind: null }))
    : ACTORS.filter((actor) => (!params.get('kind') || actor.kind === params.get('kind')) && (!params.get('c') || params.get('c').split(',').includes(actor.country)) && (!params.get('actor') || actor.id === params.get('actor')))
      .map((actor) => ({ id: actor.id, name_en: actor.name_en, name_fr: actor.name_fr, country: actor.country, kind: actor.kind, ...(of === 'accounts' ? { actor: actor.id, network: actor.accounts[0].network, handle: actor.accounts[0].handle } : {}) }));
  const counts = new Map(tally(select(params), (post) => (of === 'countries' ? post.country : post.actor.id)));
  const rate = measure === 'effectiveness' || measure === 'conversational' || measure === 'abroad' || measure === 'share-of-voice';
  const rows = pool.map((row) => {
    const posts = counts.get(row.id) ?? 0;
    const enough = !rate || posts >= 5;
    const value = measure === 'posts' ? posts : rate && measure !== 'effectiveness' ? Math.min(1, 0.1 + (posts % 17) / 20) : posts * 7.3;
    const margin = value * 0.15;
    return { ...row, value: enough ? value : null, low: enough ? value - margin * (measure === 'posts' ? 0 : 1) : null, high: enough ? value + margin : null, posts, previous: enough ? Math.round(value * 0.9) : null, enough, ...(params.get('step') ? { series: Array.from({ length: 30 }, (_, day) => Math.floor(posts / 30) + (day % 3)) } : {}) };
  }).sort((a, b) => (b.value ?? -1) - (a.value ?? -1)).map((row, i) => ({ rank: row.enough ? i + 1 : null, rank_low: row.enough ? Math.max(1, i - 1) : null, rank_high: row.enough ? i + 3 : null, ...row }));
  const limit = Number(params.get('limit') ?? 50);
  const from = Number(params.get('next') ?? 0);
  return envelope(params, rows.slice(from, from + limit), from + limit < rows.length ? { next: String(from + limit) } : {});
}
function matrix(params) {
  const c = params.get('c');
  const plain = new URLSearchParams(params);
  plain.delete('c');
  const cells = new Map(tally(select(plain), (post) => refs(post).filter((ref) => ref.actor.country !== post.country).map((ref) => `${post.country}>${ref.actor.country}`)));
  return envelope(params, [...cells].map(([key, value]) => {
    const [from, to] = key.split('>');
    const reverse = cells.get(`${to}>${from}`) ?? 0;
    return { from, to, value, reverse, asymmetry: (value - reverse) / (value + reverse), previous: Math.max(0, value - 2) };
  }).filter((row) => !c || c.split(',').includes(row.from) || c.split(',').includes(row.to)));
}
function series(params) {
  const step = { hour: HOUR, day: 24 * HOUR, week: 168 * HOUR }[params.get('step') ?? 'day'];
  const [from, to] = windowOf(params.get('t'));
  const counts = new Map(tally(select(params), (post) => Math.floor((Date.parse(post.created) - from) / step)));
  return envelope(params, Array.from({ length: Math.ceil((Math.min(to, NOW + step) - from) / step) }, (_, i) => ({ at: iso(from + i * step), value: counts.get(i) ?? 0, low: counts.get(i) ?? 0, high: Math.round((counts.get(i) ?? 0) * 1.25) })));
}
function actors(params) {
  const limit = Number(params.get('limit') ?? 50);
  const has = (name, value) => !params.get(name) || params.get(name).split(',').includes(value);
  const networks = (actor) => actor.accounts.map((account) => account.network);
  const good = (actor, without) => (without === 'kind' || has('kind', actor.kind)) && (without === 'c' || has('c', actor.country)) && (without === 'network' || !params.get('network') || networks(actor).some((network) => has('network', network)))
    && (!params.get('host') || actor.host === params.get('host')) && (!params.get('q') || `${actor.id} ${actor.name_en} ${actor.name_fr}`.toLowerCase().includes(params.get('q').toLowerCase()));
  const facet = (without, key) => tally(ACTORS.filter((actor) => good(actor, without)), key).filter(([value]) => value).map(([value, actors]) => ({ value, actors }));
  const found = ACTORS.filter((actor) => good(actor, ''));
  const from = Number(params.get('next') ?? 0);
  const facets = { total: found.length, kind: facet('kind', (actor) => actor.kind), country: facet('c', (actor) => actor.country), network: facet('network', networks) };
  return envelope(params, found.slice(from, from + limit), { facets, ...(from + limit < found.length ? { next: String(from + limit) } : {}) });
}
function presence(params) {
  const rows = [...new Set(ACTORS.flatMap((actor) => actor.accounts.map((account) => `${actor.country} ${account.network}`)))].sort().map((key, i) => {
    const [country, network] = key.split(' ');
    const state = ['posting', 'posting', 'listed', 'silent', 'left'][i % 5];
    return { country, network, status: COUNTRIES.find((one) => one.country === country)?.status ?? 'un-member', state, accounts: state === 'left' ? 0 : 1, actors: 1, since: '2019-05-01T00:00:00Z', since_by: ['from', 'post', 'source'][i % 3], last_post: state === 'posting' ? iso(NOW).slice(0, 10) : null, left: state === 'left' ? '2023-07-01T00:00:00Z' : null };
  });
  return envelope(new URLSearchParams({ m: 'posts' }), rows.filter((row) => (!params.get('network') || params.get('network').split(',').includes(row.network)) && (!params.get('c') || params.get('c').split(',').includes(row.country))));
}
function presenceSeries(params) {
  const networks = ['any', 'bluesky', 'x'];
  return envelope(params, ['2023', '2024', '2025', '2026'].flatMap((period, i) => networks.map((network, j) => ({ period, at: `${period}-12-31T23:59:59Z`, network, value: 4 + i * 2 - j, dated: 2 + i - j, silent: i, left: j, others: 1, members: COUNTRIES.length }))));
}
const one = (rows, code) => (rows.length ? { status: 200, body: { asof: iso(NOW), simulated: true, rows } } : { status: 404, body: { type: 'about:blank', title: 'Not found', status: 404, detail: 'No such thing.', code } });
const ok = (body) => ({ status: 200, body });

export function answers(path, params) {
  const [, list, id, ...rest] = path.replace(/\.csv$/, '').split('/').map(decodeURIComponent);
  const limit = Number(params.get('limit') ?? 50);
  if (rest.length) return one([], 'NOT_FOUND');
  if (list === 'presence' && id === 'series') return ok(presenceSeries(params));
  if (list === 'countries') return ok(COUNTRIES_ANSWER);
  if (list === 'live-snapshot') return ok(liveSnapshot());
  if (list === 'actors') return id ? one(actorOf.has(id) ? [actorOf.get(id)] : [], 'ACTOR_UNKNOWN') : ok(actors(params));
  if (list === 'presence') return ok(presence(params));
  if (list === 'rankings') return MEASURES.some((measure) => measure.id === (params.get('m') ?? 'posts')) ? ok(rankings(params)) : { status: 400, body: { status: 400, code: 'PARAMETER_INVALID', detail: 'm is none of the measures. Did you mean posts?' } };
  if (list === 'series') return ok(series(params));
  if (list === 'matrix') return ok(matrix(params));
  if (list === 'hashtags') return ok(envelope(params, tally(select(params), (post) => post.hashtags).slice(0, limit).map(([term, value]) => ({ term, value, previous: Math.round(value * 0.7), actors: 3, countries: 2 }))));
  if (list === 'dialogue') return ok(envelope(params, select(params).filter((post) => (post.actor.id === params.get('a') && refs(post).some((ref) => ref.actor.id === params.get('b'))) || (post.actor.id === params.get('b') && refs(post).some((ref) => ref.actor.id === params.get('a')))).slice(0, limit).reverse().map((post) => ({ ...post, direction: post.actor.id === params.get('a') ? 'a>b' : 'b>a' }))));
  if (list === 'posts' && id) return one(POSTS.filter((post) => post.id === id), 'POST_UNKNOWN');
  if (list === 'posts') {
    const from = Number(params.get('next') ?? 0);
    const found = select(params);
    return ok(envelope(params, found.slice(from, from + limit), from + limit < found.length ? { next: String(from + limit) } : {}));
  }
  if (list === 'measures') return id ? one(MEASURES.filter((measure) => measure.id === id), 'MEASURE_UNKNOWN') : ok({ asof: iso(NOW), simulated: true, rows: MEASURES });
  if (list === 'status') return ok({ simulated: true, asof: iso(NOW), clock: { now: iso(NOW), speed: 60 }, build: { version: '0.1.0', commit: 'abcdef1234567', time: iso(NOW - 24 * HOUR) }, sources: SOURCES, feeds: FEEDS, mastodon: MASTODON, store: { posts: 1234567, interactions: 345678, listed_accounts: 812, seen_accounts: 640, bytes: 4_312_000_000, text_index: 'missing in 2 of 40 months', months_without_index: 2, months: 40 }, coverage_by_country: COUNTRIES.map((country) => ({ country: country.country, listed: country.weight + 2, seen: Math.round(country.weight * 0.8) })) });
  if (list === 'openapi.json') return ok({ openapi: '3.1.0', info: { title: 'mock', version: '1' }, paths: {} });
  return one([], 'NOT_FOUND');
}

let version = 0;
/** A snapshot that changes a little each time it is asked for. */
export function liveSnapshot() {
  version += 1;
  const minute = Math.floor(NOW / 60_000) * 60_000;
  const minutes = Array.from({ length: 60 }, (_, i) => ({ at: iso(minute - (59 - i) * 60_000), posts: Math.round(6 + 4 * Math.sin(i / 7) + ((i * 37) % 11) / 2 + (i === 59 ? version % 5 : 0)) }));
  return {
    version, asof: iso(NOW + version * 1000), simulated: true, speed: 60, minutes, newest: POSTS.slice(version % 5, (version % 5) + 20),
    tags: TAGS.slice(0, 10).map((term, i) => ({ term, value: 38 - i * 3 + (version % 3), previous: i % 3 === 0 ? 4 : 30 - i })),
    pairs: [['USA', 'UKR'], ['UKR', 'POL'], ['FRA', 'DEU'], ['BRA', 'IND'], ['CHN', 'USA'], ['TUR', 'EGY'], ['DEU', 'FRA'], ['RWA', 'KEN']].map(([from, to], i) => ({ from, to, value: 21 - i * 2, previous: i % 2 ? 12 : 5 })),
    countries: COUNTRIES.filter((country) => country.weight > 0).map((country) => ({ country: country.country, value: Math.round(country.weight * 0.8) })), sources: SOURCES, coverage,
  };
}

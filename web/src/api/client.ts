import { readable } from '../url/codec';
import { reloadOnNext } from '../router.svelte';
import { site } from './site.svelte';
import { underWay } from './turns';

export const API = '/api/v1';
export type Params = Readonly<Record<string, string | number>>;

/** Why an answer did not come: what the server said, or that it could not be reached (status 0). */
export class ApiError extends Error {
  constructor(readonly status: number, readonly code: string, readonly detail: string) {
    super(detail || code);
  }
}

/** The address of an answer; `suffix` '.csv' gives the same rows as CSV. */
export function apiUrl(path: string, params: Params = {}, suffix = ''): string {
  const query = Object.entries(params).map(([key, value]) => `${key}=${readable(String(value))}`).join('&');
  return API + path + suffix + (query ? `?${query}` : '');
}

const inlined = readInlined();

/** What the server wrote into the page: answers by address, each used once, then fetched afresh. */
function readInlined(): Map<string, unknown> {
  try {
    const text = document.getElementById('first-data')?.textContent ?? '';
    const all = Object.entries(JSON.parse(text) as Record<string, unknown>);
    const map = new Map(all);
    site.simulated = map.get('simulated') === true;
    site.version = String(map.get('version') ?? '');
    site.contact = String(map.get('contact') ?? '');
    return map;
  } catch {
    return new Map();
  }
}

/** Gets one answer. Throws ApiError; an aborted request throws the signal's own error. */
export async function get<T>(path: string, params: Params = {}, signal?: AbortSignal): Promise<T> {
  const url = apiUrl(path, params);
  if (inlined.has(url)) {
    const answer = inlined.get(url) as T;
    inlined.delete(url);
    return note(answer);
  }
  return underWay(() => fetched<T>(url, signal));
}

async function fetched<T>(url: string, signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(url, { headers: { accept: 'application/json' }, signal: signal ?? null });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, 'UNREACHABLE', '');
  }
  const version = response.headers.get('x-api-version');
  if (version && site.version && version !== site.version) {
    site.newerVersion = true;
    reloadOnNext();
  }
  if (!response.ok) {
    const problem = (await response.json().catch(() => ({}))) as { code?: string; detail?: string };
    throw new ApiError(response.status, problem.code ?? `HTTP_${response.status}`, problem.detail ?? '');
  }
  return note((await response.json()) as T);
}

function note<T>(answer: T): T {
  if ((answer as { simulated?: boolean }).simulated === true) site.simulated = true;
  return answer;
}

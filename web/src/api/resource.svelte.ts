import { ApiError, get, type Params } from './client';
import { afterOthers } from './turns';

export interface Request { readonly path: string; readonly params?: Params }

/**
 * An answer that follows its request: it is fetched again when the request changes, and the old answer stays in sight
 * until the new one is there. Call while a component is being made. A null request asks for nothing.
 * What stands low on a page and costs much may come `last`, after all else that was asked for.
 */
export function resource<T>(request: () => Request | null, order: 'at once' | 'last' = 'at once') {
  let data = $state.raw<T | undefined>();
  let error = $state.raw<ApiError | undefined>();
  let loading = $state(true);
  let attempt = $state(0);
  const wanted = $derived(JSON.stringify(request()));

  $effect(() => {
    void attempt;
    const asked = JSON.parse(wanted) as Request | null;
    if (!asked) {
      [data, error, loading] = [undefined, undefined, false];
      return;
    }
    const abort = new AbortController();
    loading = true;
    const ask = async () => {
      if (order === 'last') await afterOthers();
      abort.signal.throwIfAborted();
      return get<T>(asked.path, asked.params, abort.signal);
    };
    ask().then(
      (answer) => {
        if (!abort.signal.aborted) [data, error, loading] = [answer, undefined, false];
      },
      (why: unknown) => {
        if (abort.signal.aborted) return;
        [data, error, loading] = [undefined, why instanceof ApiError ? why : new ApiError(0, 'UNEXPECTED', String(why)), false];
      },
    );
    return () => abort.abort();
  });

  return {
    get data() { return data; },
    get error() { return error; },
    get loading() { return loading; },
    retry() { attempt += 1; },
  };
}

export type Resource<T> = ReturnType<typeof resource<T>>;

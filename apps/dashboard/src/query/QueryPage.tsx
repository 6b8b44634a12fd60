'use client';

import { useLayoutEffect } from 'react';
import { useAddress } from '../address/useAddress';
import { useMounted } from '../components/useMounted';
import { useThemeVersion } from '../theme/useThemeVersion';
import { ExampleList } from './ExampleList';
import { examples } from './examples';
import { QueryPrice } from './QueryPrice';
import { tellGraphiql } from './tellGraphiql';

/** The API itself: GraphiQL, served by the server of this origin, and questions to begin with. */
export function QueryPage() {
  const [params, change] = useAddress();
  const mounted = useMounted();
  const theme = useThemeVersion();
  const query = params.get('query') ?? examples[0]!.query;
  // Before the frame has its document.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it has to be told again when the theme changed
  useLayoutEffect(tellGraphiql, [theme]);
  return (
    <div className="grid gap-3 lg:h-[calc(100dvh-8rem)] lg:min-h-[32rem] lg:grid-cols-[15rem_minmax(0,1fr)] lg:gap-6">
      <aside aria-label="Examples" className="min-h-0 min-w-0 lg:overflow-y-auto lg:pr-1">
        <h1 className="mb-3 text-title">Query</h1>
        <ExampleList current={query} onChoose={(example) => change({ query: example.query }, 'push')} />
      </aside>
      <div className="flex min-h-0 min-w-0 flex-col gap-2">
        <QueryPrice opened={query} />
        <div className="surface h-[70dvh] overflow-hidden lg:h-auto lg:min-h-0 lg:flex-1">
          {mounted ? (
            <iframe
              // GraphiQL reads its address and the theme only once.
              key={`${theme} ${query}`}
              title="GraphiQL"
              src={`/graphiql?query=${encodeURIComponent(query)}`}
              className="size-full"
            />
          ) : null}
        </div>
      </div>
    </div>
  );
}

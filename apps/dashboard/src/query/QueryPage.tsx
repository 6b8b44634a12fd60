'use client';

import { useAddress } from '../address/useAddress';
import { ExampleList } from './ExampleList';
import { examples } from './examples';

/** The API itself: GraphiQL, served by the server of this origin, and questions to begin with. */
export function QueryPage() {
  const [params, change] = useAddress();
  const given = params.get('query');
  const query = given ?? examples[0]!.query;
  return (
    <div className="grid gap-3 lg:h-[calc(100dvh-8rem)] lg:min-h-[32rem] lg:grid-cols-[15rem_minmax(0,1fr)] lg:gap-6">
      <aside aria-label="Examples" className="min-h-0 min-w-0 lg:overflow-y-auto lg:pr-1">
        <h1 className="mb-3 text-title">Query</h1>
        <ExampleList current={query} onChoose={(example) => change({ query: example.query }, 'push')} />
      </aside>
      <iframe
        // A new query needs a new frame: GraphiQL reads its address only once.
        key={query}
        title="GraphiQL"
        src={`/graphiql?query=${encodeURIComponent(query)}`}
        className="surface h-[70dvh] w-full overflow-hidden lg:h-full"
      />
    </div>
  );
}

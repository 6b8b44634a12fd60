import { useEffect, useState } from 'react';
import { type EditedQuery, editedQueryIn, TABS_KEY } from './editedQuery';

/** The query in GraphiQL's editor, half a second after it was last changed there; at first the one that it was opened with. */
export function useEditedQuery(opened: string): EditedQuery | null {
  const first: EditedQuery = { query: opened, variables: null, operationName: null };
  const [edited, setEdited] = useState<{ opened: string; now: EditedQuery | null }>({ opened, now: first });
  useEffect(() => {
    // Storage tells other documents than the one that wrote: the frame writes, this page hears.
    const hear = ({ key, newValue }: StorageEvent) => {
      if (key === TABS_KEY) setEdited({ opened, now: editedQueryIn(newValue) });
    };
    window.addEventListener('storage', hear);
    return () => window.removeEventListener('storage', hear);
  }, [opened]);
  return edited.opened === opened ? edited.now : first;
}

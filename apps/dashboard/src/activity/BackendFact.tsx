import type { EngineData } from './engineDocument';

/** One backend: the device of the one in use, else why it is not; one that was open and is not any more failed in use. */
export function BackendFact({ name, available, device, reason }: EngineData['backends'][number]) {
  const failed = !available && device !== null;
  const dot = available ? 'bg-good' : failed ? 'bg-danger' : 'bg-line-strong';
  return (
    <li className="flex items-baseline gap-2 py-1">
      <span aria-hidden="true" className={`size-1.5 shrink-0 self-center rounded-full ${dot}`} />
      <span className="shrink-0">{name}</span>
      <span className={`min-w-0 break-words ${failed ? 'text-danger' : 'text-faint'}`}>
        <span className="sr-only">{available ? 'available: ' : 'not available: '}</span>
        {available ? (device ?? reason) : reason}
      </span>
    </li>
  );
}

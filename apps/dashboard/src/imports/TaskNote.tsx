import { Button } from '../components/Button';
import { Progress } from '../components/Progress';
import { FailureNote } from './FailureNote';
import type { Task } from './useTask';

type Props = {
  task: Task<unknown>;
  /** What is being done, before it says so itself. */
  doing: string;
  /** What could not be done, in a few words. */
  failed: string;
  canStop?: boolean;
};

/** How far some work is, or why it failed with the way to try again; nothing when it is done. */
export function TaskNote({ task, doing, failed, canStop = false }: Props) {
  const { failure } = task;
  if (failure)
    return <FailureNote title={failed} failure={failure} onRetry={failure.mayPass ? task.retry : undefined} />;
  if (!task.isRunning) return null;
  const text = task.stage || doing;
  return (
    <div className="flex items-center gap-4" role="status">
      <div className="min-w-0 flex-1">
        <Progress value={task.progress} label={text} />
        <p className="mt-1.5 flex justify-between gap-3 text-small text-soft tabular-nums">
          <span className="min-w-0 truncate">{text}</span>
          {task.progress === null ? null : <span>{Math.floor(task.progress * 100)} %</span>}
        </p>
      </div>
      {canStop ? (
        <Button look="quiet" onClick={task.stop}>
          Stop
        </Button>
      ) : null}
    </div>
  );
}

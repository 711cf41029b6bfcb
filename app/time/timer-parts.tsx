import type { FormGiven } from "#app/lib/form.server.ts";
import { Button, Form, useFormOf } from "#app/ui/form.tsx";
import { type TaskChoice, TaskSelect } from "./parts.tsx";

/** Starts a timer on a project, on one of its tasks or on none: a form of another address, whose answers are read there. */
export function StartTimer({ given, tasks }: { given: FormGiven; tasks: TaskChoice[] }) {
  const [form, fields] = useFormOf<{ taskId?: string }>(given, undefined);
  return (
    <Form of={form} className="flex min-w-0 flex-wrap items-end gap-3">
      {tasks.length > 0 && (
        <div className="w-56 min-w-0">
          <TaskSelect of={fields.taskId} tasks={tasks} />
        </div>
      )}
      <Button>Start timer</Button>
    </Form>
  );
}

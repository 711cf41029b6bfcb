const steps = [
  { at: "write", label: "1. Write" },
  { at: "check", label: "2. Check" },
  { at: "sent", label: "3. Sent" },
] as const;

/** How far an invoice is on its way out; `back` leads to where it is written. */
export const Steps = ({ at, back }: { at: (typeof steps)[number]["at"]; back?: string }) => {
  const now = steps.findIndex((step) => step.at === at);
  return (
    <ol className="steps mb-7 max-w-letter" aria-label="Progress">
      {steps.map(({ at: step, label }, index) => (
        <li key={step} className={index < now ? "is-done" : undefined} aria-current={index === now ? "step" : undefined}>
          {index < now && back ? <a href={back}>{label}</a> : label}
        </li>
      ))}
    </ol>
  );
};

const steps = [
  { at: "write", label: "1. Write" },
  { at: "check", label: "2. Check" },
  { at: "sent", label: "3. Sent" },
] as const;

/** How far a proposal is on its way out. */
export const Steps = ({ at }: { at: (typeof steps)[number]["at"] }) => {
  const now = steps.findIndex((step) => step.at === at);
  return (
    <ol className="steps mb-7 max-w-letter" aria-label="Progress">
      {steps.map(({ at: step, label }, index) => (
        <li key={step} className={index < now ? "is-done" : undefined} aria-current={index === now ? "step" : undefined}>
          {label}
        </li>
      ))}
    </ol>
  );
};

import { Icon } from "#app/ui/icon.tsx";

/** The bell in a frame, with how many are unread. */
export const Bell = ({ href, count, keys }: { href: string; count: number; keys?: string }) => (
  <a className="link inline-flex min-h-6 items-center gap-1.5" href={href} aria-keyshortcuts={keys}>
    <Icon name="bell" />
    Notifications
    {count > 0 && (
      <span className="count count-you">
        {count > 99 ? "99+" : count}
        <span className="sr-only"> unread</span>
      </span>
    )}
  </a>
);

import { figure } from "#app/lib/words.ts";
import { ActionButton } from "#app/ui/form.tsx";
import { Empty, PageTitle, Tabs } from "#app/ui/page.tsx";
import { Pages } from "#app/ui/table.tsx";
import { When } from "#app/ui/when.tsx";
import type { noticesPage } from "./notifications.server.ts";

export const NoticesPage = ({ of: { path, onlyUnread, unread, notices, pages, all } }: { of: ReturnType<typeof noticesPage> }) => (
  <>
    <PageTitle lead={unread === 0 ? "You have read everything." : `${unread > 99 ? "More than 99" : figure(unread)} unread. What you open is read by itself.`} actions={unread > 0 && <ActionButton given={all}>Mark all as read</ActionButton>}>
      Notifications
    </PageTitle>
    <Tabs label="Which notifications" tabs={[{ to: path, label: "All", current: !onlyUnread }, { to: `${path}?show=unread`, label: "Unread", current: onlyUnread }]} />
    {notices.length === 0 ? (
      <Empty title={onlyUnread ? "Nothing unread" : "Nothing yet"}>What others do that concerns you stands here, newest first.</Empty>
    ) : (
      <ol className="rows">
        {notices.map(({ entry: { seq, at, actor, company, before, subject, after, to }, read }) => (
          <li key={seq} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
            <div className="min-w-0">
              <p className="wrap-anywhere">
                {read && <span className="badge badge-open t-move mr-2">New</span>}
                <strong>{actor}</strong>
                {company && `, ${company},`} {before}
                {to ? <a href={to}>{subject}</a> : subject}
                {after}
              </p>
              <p className="text-fine text-ink-3">
                <When at={at} start />
              </p>
            </div>
            {read && (
              <ActionButton given={read}>
                Mark as read<span className="sr-only">: {`${actor} ${before}${subject}${after}`}</span>
              </ActionButton>
            )}
          </li>
        ))}
      </ol>
    )}
    <Pages of={pages} label="Pages of notifications" />
  </>
);

import { ActionButton, Form, Button, type FormOf } from "#app/ui/form.tsx";
import { Folio, Notice, PageTitle } from "#app/ui/page.tsx";
import { When } from "#app/ui/when.tsx";
import type { calendarPage } from "./calendar.server.ts";

/** A secret address for a calendar program; the address itself is shown once, when it is made. */
export const CalendarPage = ({ page: { feed, end }, form, address, holds }: { page: ReturnType<typeof calendarPage>; form: FormOf; address: string | null; holds: string }) => (
  <>
    <PageTitle lead={`An address for your calendar program, which asks for it by itself. ${holds}`}>Your calendar</PageTitle>
    {address && (
      <Notice>
        <p>Your address is made. Copy it now: it is not shown again.</p>
        <p className="mt-2">
          <label className="sr-only" htmlFor="address">
            Your calendar’s address
          </label>
          <input id="address" className="input" readOnly defaultValue={address} />
        </p>
      </Notice>
    )}
    <Folio title="Secret address">
      <div className="grid max-w-letter gap-5">
        {feed ? (
          <p className="text-ink-2">
            Made <When at={feed.createdAt} />, {feed.readAt ? <>last asked for <When at={feed.readAt} />.</> : "not asked for yet."} Whoever has the address reads what is due, and can do nothing. If somebody else may have it, make a new one: the old one ends at once.
          </p>
        ) : (
          <p className="text-ink-2">There is none yet. Whoever has the address reads what is due, and can do nothing: keep it to yourself.</p>
        )}
        <div className="flex flex-wrap items-start gap-3">
          <Form of={form}>
            <Button kind="brand">{feed ? "Make a new address" : "Make an address"}</Button>
          </Form>
          {feed && (
            <ActionButton given={end} small={false}>
              End the address
            </ActionButton>
          )}
        </div>
      </div>
    </Folio>
  </>
);

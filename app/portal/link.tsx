import { useActionData, useLoaderData } from "@remix-run/react";
import { enterByLink } from "#app/access/arrival.server.ts";
import { secretPage, shown } from "#app/access/mailed.server.ts";
import { asStranger } from "#app/access/stranger.server.ts";
import { NoFields, blankUnsigned, submitUnsigned } from "#app/lib/form.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, Form, useFormOf } from "#app/ui/form.tsx";
import { Mailed, Over } from "./mailed.tsx";

export const meta = titled("Sign in");
export const headers = secretPage;

export const loader = asStranger(({ params }) => shown({ secret: params.token!, purpose: "sign_in", face: "portal" }, blankUnsigned(NoFields, `/portal/link/${params.token}`)));

export const action = asStranger(({ request, viewer, params }) => submitUnsigned(request, NoFields, () => enterByLink({ request, viewer, face: "portal", secret: params.token! })));

export default function Link() {
  const { link, form: given } = useLoaderData<typeof loader>();
  const [form] = useFormOf(given, useActionData<typeof action>());
  if (!link) return <Over action={`${given.action}/fresh`} />;
  return (
    <Mailed title="Sign in">
      <p className="mt-3 text-lead text-ink-2">You opened a sign-in link from your email. It works once.</p>
      <Form of={form} className="mt-6 grid gap-5" refused="You are not signed in">
        <div>
          <Button kind="brand" className="w-full">
            Continue as {link.for}
          </Button>
        </div>
      </Form>
      <p className="mt-5 text-small text-ink-3">Not you? Close this page. Nothing happens until you press the button.</p>
    </Mailed>
  );
}

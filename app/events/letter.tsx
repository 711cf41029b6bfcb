import { inkOf, textOn } from "#app/lib/colour.ts";

/** One thing a letter says: a sentence, and what was written, quoted. */
export interface Said {
  words: string;
  quoted?: string;
}

/** A letter before it is paper: all plain words, escaped where they are drawn. */
export interface Letter {
  /** The ask first, the thing second; one line. */
  subject: string;
  title: string;
  greeting: string;
  says: Said[];
  button: { label: string; href: string };
  /** What pressing the button does, and until when. */
  fine: string;
  /** A person to turn to. */
  reach: { name: string; phone: string; reply: boolean };
  why: string;
  /** Where the reader chooses which letters come, and ends those of this thread; not in what always goes. */
  choices?: { all: string; thread: string | null };
  agency: { name: string; address: string; brandColour: string; locale: string; /** The agency’s own words at the foot of every letter. */ footer: string };
}

/** The letter as text: the same words in the same order. */
export const textOf = ({ title, greeting, says, button, fine, reach, why, choices, agency }: Letter) =>
  [
    title,
    greeting,
    ...says.map(({ words, quoted }) => [words, ...(quoted ? quoted.split("\n").map((line) => `> ${line}`) : [])].join("\n")),
    `${button.label}:\n${button.href}`,
    fine,
    "--",
    footOf({ reach, why, agency }).join("\n"),
    linksOf(choices).map(({ label, href }) => `${label}:\n${href}`).join("\n"),
  ]
    .filter(Boolean)
    .join("\n\n") + "\n";

/** The letter on the agency's paper: one column, tables and inline styles as mail programs need them, no remote pictures. */
export function Paper({ letter: { subject, title, greeting, says, button, fine, reach, why, choices, agency } }: { letter: Letter }) {
  const brand = agency.brandColour;
  return (
    <html lang={agency.locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{subject}</title>
        {/* Constant but for two colours that the database holds as six hex digits. */}
        <style dangerouslySetInnerHTML={{ __html: stylesFor(inkOf(brand)) }} />
      </head>
      <body>
        <div style={{ display: "none" }}>{says[0]?.words}</div>
        <Column style={{ borderTop: `4px solid ${brand}`, padding: "0 20px" }}>
          <table role="presentation" width="100%" cellPadding={0} cellSpacing={0} style={{ maxWidth: 560, margin: "0 auto", borderCollapse: "collapse" }}>
            <tbody>
              <tr>
                <td style={{ padding: "28px 0 32px", fontSize: 18, fontWeight: 600 }}>{agency.name}</td>
              </tr>
              <tr>
                <td>
                  <h1 style={{ margin: "0 0 16px", fontSize: 24, lineHeight: "30px", fontWeight: 600, letterSpacing: "-.01em" }}>{title}</h1>
                  <p style={paragraph}>{greeting}</p>
                  {says.map(({ words, quoted }, index) => (
                    <div key={index}>
                      <p style={paragraph}>{words}</p>
                      {quoted && (
                        <p className="quoted" style={{ ...paragraph, borderLeft: "3px solid #dcdfe1", paddingLeft: 14, whiteSpace: "pre-line" }}>
                          {quoted}
                        </p>
                      )}
                    </div>
                  ))}
                  <table role="presentation" cellPadding={0} cellSpacing={0} style={{ margin: "28px 0 12px" }}>
                    <tbody>
                      <tr>
                        <td style={{ background: brand, borderRadius: 3 }}>
                          <a href={button.href} style={{ display: "inline-block", padding: "13px 22px", color: textOn(brand), fontWeight: 600, textDecoration: "none" }}>
                            {button.label}
                          </a>
                        </td>
                      </tr>
                    </tbody>
                  </table>
                  <p className="fine" style={{ margin: "0 0 32px" }}>
                    {fine}
                  </p>
                </td>
              </tr>
              <tr>
                <td className="rule" style={{ borderTop: "1px solid #dcdfe1", padding: "16px 0 40px" }}>
                  {footOf({ reach, why, agency }).map((line) => (
                    <p key={line} className="fine" style={{ margin: "0 0 8px", whiteSpace: "pre-line" }}>
                      {line}
                    </p>
                  ))}
                  {choices && (
                    <p className="fine" style={{ margin: 0 }}>
                      {linksOf(choices).map(({ label, href }, index) => (
                        <span key={href}>
                          {index > 0 && " · "}
                          <a href={href}>{label}</a>
                        </span>
                      ))}
                    </p>
                  )}
                </td>
              </tr>
            </tbody>
          </table>
        </Column>
      </body>
    </html>
  );
}

const Column = ({ style, children }: { style: React.CSSProperties; children: React.ReactNode }) => (
  <table role="presentation" width="100%" cellPadding={0} cellSpacing={0} style={{ borderCollapse: "collapse" }}>
    <tbody>
      <tr>
        <td style={style}>
          {children}
        </td>
      </tr>
    </tbody>
  </table>
);

/** Whom to ask, why they got it, the agency, and its own footer. */
const footOf = ({ reach, why, agency }: Pick<Letter, "reach" | "why" | "agency">) => [reached(reach), why, [agency.name, agency.address].filter(Boolean).join(", "), agency.footer].filter(Boolean);

const linksOf = (choices: Letter["choices"]) =>
  choices ? [{ label: "Choose which letters you get", href: choices.all }, ...(choices.thread ? [{ label: "No more letters about this", href: choices.thread }] : [])] : [];

const paragraph = { margin: "0 0 16px" };
const reached = ({ name, phone, reply }: Letter["reach"]) =>
  reply ? `Questions? Reply to this letter and it reaches ${name}${phone ? `, or call ${phone}` : ""}.` : phone ? `Questions? Call ${phone}.` : "";

const stylesFor = (ink: string) =>
  `body{margin:0;background:#fff;color:#14181b;font:16px/1.55 -apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif}a{color:${ink}}.fine{color:#5f676e;font-size:13px;line-height:19px}` +
  `@media (prefers-color-scheme:dark){body{background:#14171a!important;color:#eceef0!important}.fine{color:#98a0a7!important}.rule,.quoted{border-color:#2d3338!important}.fine a{color:#8cc3cf!important}}`;

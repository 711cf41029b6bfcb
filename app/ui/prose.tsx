import { Fragment, type ReactNode } from "react";
import type { Block, Inline } from "#app/lib/prose.ts";

/** Text that was written in Markdown. Its headings begin below the page's own, at `from` (3: under an h2). */
export const Prose = ({ of, from = 3 }: { of: Block[]; from?: number }) => (
  <div className="prose max-w-letter">
    {of.map((block, index) => (
      <Fragment key={index}>{blockOf(block, from)}</Fragment>
    ))}
  </div>
);

function blockOf(block: Block, from: number): ReactNode {
  if (block.kind === "paragraph") return <p className="wrap-anywhere">{inline(block.of)}</p>;
  if (block.kind === "rule") return <hr />;
  if (block.kind === "code") return <pre>{block.text}</pre>;
  if (block.kind === "quote") return <blockquote>{block.of.map((one, index) => <Fragment key={index}>{blockOf(one, from)}</Fragment>)}</blockquote>;
  if (block.kind === "heading") {
    const Heading = `h${Math.min(6, from + block.level - 1)}` as "h3";
    return <Heading className="wrap-anywhere">{inline(block.of)}</Heading>;
  }
  if (block.kind === "list") {
    const items = block.items.map((item, index) => (
      <li key={index}>
        {item.map((one, place) => (
          <Fragment key={place}>{one.kind === "paragraph" && item.length === 1 ? inline(one.of) : blockOf(one, from)}</Fragment>
        ))}
      </li>
    ));
    return block.ordered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>;
  }
  return (
    <table className="ledger">
      <thead>
        <tr>
          {block.head.map((cell, index) => (
            <th key={index} scope="col">
              {inline(cell)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {block.rows.map((row, index) => (
          <tr key={index}>
            {row.map((cell, place) => (
              <td key={place}>{inline(cell)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const inline = (inlines: Inline[]): ReactNode => inlines.map((one, index) => <Fragment key={index}>{drawn(one)}</Fragment>);

function drawn(one: Inline): ReactNode {
  if (one.kind === "text") return one.text;
  if (one.kind === "break") return <br />;
  if (one.kind === "code") return <code>{one.text}</code>;
  if (one.kind === "strong") return <strong>{inline(one.of)}</strong>;
  if (one.kind === "emphasis") return <em>{inline(one.of)}</em>;
  if (one.kind === "struck") return <s>{inline(one.of)}</s>;
  return (
    <a href={one.to} rel="noreferrer nofollow">
      {inline(one.of)}
    </a>
  );
}

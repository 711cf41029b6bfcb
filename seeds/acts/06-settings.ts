import { papers } from "#app/agency/agency.ts";
import { setLogo } from "#app/agency/logos.server.ts";
import { pictureFrom } from "#app/agency/pictures.server.ts";
import { changeSettings } from "#app/agency/settings.server.ts";
import { ago } from "../calendar.ts";
import { type Moment, moment } from "../stage.ts";
import logo from "../files/northlight.svg?raw";
import logoDark from "../files/northlight-dark.svg?raw";

/** Ruth gives the agency its marks on the first morning, and its letters a footer later. */
export const act = async (): Promise<Moment[]> => {
  const marks = { light: await pictureFrom(Buffer.from(logo)), dark: await pictureFrom(Buffer.from(logoDark)) };
  return [
    ...papers.map((paper) => moment(ago(400, "08:55"), ({ tx, members }) => setLogo(tx, members.ruth, paper, marks[paper]))),
    moment(ago(120, "16:05"), ({ tx, members }) => void changeSettings(tx, members.ruth, "letters", { letterFooter: "The studio is closed on Fridays from two o’clock." })),
  ];
};

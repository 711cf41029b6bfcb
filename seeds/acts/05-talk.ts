import { post } from "#app/comments/comments.server.ts";
import { ago, spoken, weekday, workday } from "../calendar.ts";
import { type Guest, type Who, contacts, words } from "../cast.ts";
import { type Moment, moment } from "../stage.ts";

type Said = [day: number, time: string, who: Who | Guest, body: string];

const talk = (): Record<string, Said[]> => ({
  "Winter range packaging": [
    [28, "09:12", "tom", "Three directions are under Documents. Direction B carries the finch best at small sizes; A is the cheapest to print."],
    [27, "14:40", "luis", "B, please. Could the roast date move to the bottom seam? Our sealer covers the top two centimetres."],
    [6, "10:05", "maya", `The press has a gap on ${spoken(workday(-13))}. If proof 2 is approved by ${weekday(workday(-2))} we make it, with bags on your shelf the week before Christmas.`],
    [6, "11:31", "dana", `${weekday(workday(-2)).split(" ")[0]} works. Luis will check the net weight against the scale before I sign.`],
    [2, "16:20", "tom", "Proof 2 is up for approval. The orange is now Pantone 7580; it prints a touch warmer than on screen, so compare it with the swatch I posted you."],
  ],
  "Online shop rebuild": [
    [30, "11:15", "ines", "The staging site is up. Please try a basket on your phones; nothing you order there is real."],
    [29, "08:50", "luis", "Works on mine. The pick-up counters should be in the order people walk past them: Exchange Street, the market, the roastery."],
    [8, "15:05", "maya", "Version 3 of the scope is shared: gift cards are in, the wholesale list is a later piece of work."],
    [1, "10:20", "ines", "Subscriptions can now be paused for up to eight weeks. Is that long enough for people who go south for the winter?"],
    [1, "13:55", "dana", "Make it twelve. They come back in April and they drink a lot."],
  ],
  "Quarterly newsletter": [
    [9, "09:40", "maya", "The first draft of the winter issue is shared. The interview with Sam runs long; I would rather cut a recipe than cut Sam."],
    [8, "12:10", "dana", "Agreed, keep Sam. Cut the eggnog."],
  ],
  "Appointment pages": [
    [12, "10:30", "tom", "Round 1 is shared. Each step asks one question, so that it can be done with one thumb."],
    [2, "15:45", "joan", "Our front desk likes it. Patients must be able to say that they are nervous; can that be one of the questions?"],
  ],
  "Staff pages and events": [[4, "11:00", "maya", "We have none of the four biographies yet. Three sentences each are plenty."]],
});

export const act = (): Moment[] =>
  Object.entries(talk()).flatMap(([project, said]) =>
    said.map(([day, time, who, body]) =>
      moment(ago(day, time), ({ tx, members, contacts: guests, projects }) => {
        const viewer = who in contacts ? guests[who as Guest] : members[who as Who];
        post(tx, viewer, projects[project]!, { body: words(ofProject[project]!, body) });
      }),
    ),
  );

const ofProject = { "Winter range packaging": "harbor", "Online shop rebuild": "harbor", "Quarterly newsletter": "harbor", "Appointment pages": "meridian", "Staff pages and events": "tollhouse" } as Record<string, "harbor" | "meridian" | "tollhouse">;

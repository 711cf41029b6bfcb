/**
 * A statement of work as agencies write them, in the order public bodies publish theirs (background, objectives, scope,
 * tasks, deliverables, period and place, acceptance, roles, assumptions, changes, payment): for an online shop. In our
 * own words.
 */
export const statementOfWork = {
  title: "Statement of work: online shop for Harbor & Finch Coffee",
  sections: [
    {
      heading: "",
      body: "This statement of work sets out what **Northlight Studio** (“we”) will do for **Harbor & Finch Coffee** (“you”), by when, and how both of us will know that it is done. It stands with our general terms; where the two differ, this paper holds.",
    },
    {
      heading: "1. Background",
      body: "You roast coffee in Portland, Maine, sell it in two cafés and by post, and take orders for the post by e-mail and telephone. Each order is typed three times: into a spreadsheet, into the carrier’s page, and into the books. In December you turned orders away.\n\nYou asked for a shop in which customers order by themselves, and in which an order is typed once, by them.",
    },
    {
      heading: "2. Objectives",
      body: "- A customer finds a coffee and pays for it in **under a minute** on a telephone.\n- A subscription is changed or paused without a call.\n- Every order stands in your books the same night.\n- The shop can be kept by two people of your own, after one day of training.",
    },
    {
      heading: "3. Scope of work",
      body: "The work is done in four parts, each of which ends with something you can use:\n\n1. **Discovery.** We visit the roastery for a day, speak with eight of your customers, and write down what the shop must do.\n2. **Design.** Pages for the catalogue, a coffee, the basket, paying, an account and a subscription; two rounds of corrections.\n3. **Build.** The shop, with your payment provider and your carrier joined to it; test orders from first click to label.\n4. **Launch.** Your present addresses lead to the new ones; we watch the first ten days.\n\n### Not in scope\n\n- Photographs of coffees, and their texts.\n- A till for the cafés.\n- Languages other than English and Spanish.",
    },
    {
      heading: "4. Deliverables",
      body: "1. Findings of the discovery, at most ten pages (PDF).\n2. Page designs at 1280 and 390 pixels, light and dark.\n3. The shop, running on your account, with its source.\n4. A hand-book for the people who keep it, and one day of training.",
    },
    {
      heading: "5. Period and place of performance",
      body: "The work begins within **ten working days** of your acceptance and takes fourteen weeks. It is done in our studio; discovery and training are done at the roastery. Meetings are held every second Tuesday at 9:30 am, for at most half an hour.",
    },
    {
      heading: "6. Acceptance of deliverables",
      body: "We put each deliverable before you in the portal. You have **seven days** to accept it or to say in writing what does not meet section 3. What you say nothing about in that time is *not* accepted by itself: we ask again.\n\n> A correction of something that does not meet section 3 is ours to make, and costs nothing.",
    },
    {
      heading: "7. Roles, and what we need from you",
      body: "- **Dana Whitfield** decides, and accepts deliverables.\n- **Luis Ortega** answers day to day, within two working days.\n- You hold the accounts of the payment provider, the carrier and the domain, and give us access by the end of week 2.\n- Texts and photographs of at least twelve coffees reach us by the end of week 6.",
    },
    {
      heading: "8. Assumptions and risks",
      body: "The carrier’s interface is the one documented on its site today. Should it change before launch, we tell you within two days what that means in days and in money; nothing more is done before you agree.",
    },
    {
      heading: "9. Changes",
      body: "Either of us may ask for a change. We write down what it is, what it costs and what it moves, as a new version of this paper. Until you accept that version, this one holds.",
    },
  ],
  lines: [
    { description: "Discovery: a day on site, eight interviews, findings", quantity: "1", unit: "", price: "4,800.00" },
    { description: "Design: six page kinds, two rounds", quantity: "1", unit: "", price: "7,250.00" },
    { description: "Build: shop, payment, carrier, books", quantity: "86", unit: "hours", price: "115.00" },
    { description: "Launch and ten days of care", quantity: "1", unit: "", price: "2,400.00" },
    { description: "Training for two more people", quantity: "2", unit: "people", price: "350.00", optional: true },
    { description: "Spanish: every page, and the letters", quantity: "1", unit: "", price: "3,150.00", optional: true },
  ],
  terms:
    "Half is due on acceptance, the rest within 30 days of launch. Invoices not paid in time bear 1 % a month.\n\nThe source is yours on full payment; what we brought with us stays ours, and you may use it as long as the shop runs. Either of us may end the work with 14 days’ notice in writing: you then pay for what was done up to that day. Each of us keeps secret what the other marks as confidential, for two years.",
} as const;

export type FeeTyped = { model: "fixed" | "hourly" | "retainer" | "milestone"; amount?: string; rate?: string; estimate?: string; period?: string };
export const milestones = [
  { name: "Findings accepted", amount: "4,800.00", dueOn: "2099-01-31" },
  { name: "Designs accepted", amount: "7,250.00", dueOn: "2099-03-15" },
  { name: "Shop on line", amount: "9,890.00", dueOn: "2099-05-01" },
  { name: "Ten days of care are over", amount: "2,400.00", dueOn: "" },
];

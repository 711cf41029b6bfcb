import type { ItemType } from "#app/information-requests/request.ts";

/** What a web studio asks a new client before it begins: twenty items of every kind, and what a roastery answers. */
export const questionnaire: { label: string; help?: string; type: ItemType; options?: string[]; required?: boolean; answer: string | string[] }[] = [
  { label: "Registered company name", help: "As it stands on your tax certificate.", type: "text", answer: "Harbor & Finch Coffee Roasters, LLC" },
  { label: "What do you do, in two or three sentences?", type: "long_text", answer: "We roast coffee in Portland, Maine.\nWe sell it in two cafés <and> by post — “slowly”.\n\nSince 2011." },
  { label: "Year you began", type: "number", answer: "2011" },
  { label: "People who work with you", type: "number", required: false, answer: "14.5" },
  { label: "Who decides about this project?", type: "text", answer: "Dana Whitfield" },
  { label: "Who answers questions day to day?", type: "text", answer: "Luis Ortega, luis@harborfinch.example" },
  { label: "Which languages will the site speak?", type: "choices", options: ["English", "Spanish", "French", "Another"], answer: ["English", "Spanish"] },
  { label: "Do you have a site now?", type: "choice", options: ["Yes", "No", "One we no longer reach"], answer: "Yes" },
  { label: "Its address", type: "text", required: false, answer: "https://harborfinch.example" },
  { label: "Where is the domain registered?", type: "text", answer: "Pine Tree Hosting" },
  { label: "Three sites you like, and why", type: "long_text", answer: "1. A bakery in Lyon: no words.\n2. The harbour master: every word.\n3. Ours, in 2014." },
  { label: "Three you do not", type: "long_text", required: false, answer: "We would rather not say." },
  { label: "Who are your customers?", type: "choices", options: ["People in the neighbourhood", "People who order by post", "Cafés and restaurants", "Offices", "Other, see below"], answer: ["People in the neighbourhood", "Cafés and restaurants", "Offices"] },
  { label: "What should the new site do better?", type: "long_text", answer: "Sell a subscription in under a minute." },
  { label: "Day you would like to launch", help: "We suggest a Tuesday.", type: "date", answer: "2027-03-09" },
  { label: "Is that day fixed?", type: "choice", options: ["Fixed", "A wish"], answer: "A wish" },
  { label: "Budget, in dollars", help: "A round figure is enough.", type: "number", answer: "24000" },
  { label: "Logo", help: "SVG or PDF.", type: "file", answer: "logo.svg" },
  { label: "Pictures we may use", type: "files", required: false, answer: ["roaster.jpg", "café <b>front</b>.jpg", "../../etc/passwd"] },
  { label: "Anything we did not ask?", type: "long_text", required: false, answer: "Who feeds the finch." },
];

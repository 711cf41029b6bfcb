/*
 * The one small script: on every page of both faces, beside React on the staff side. No page needs it. It listens at the
 * window, after anything React takes for itself, and changes nothing before the person does something.
 */
import { drafts } from "./script/drafts.ts";
import { keys } from "./script/keys.ts";
import { pins } from "./script/pins.ts";
import { isBusy, posting } from "./script/posting.ts";

// A pin's form first: what it takes for itself, no other part sends.
pins();
posting();
drafts(isBusy);
keys();
